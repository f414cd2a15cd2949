/** One line of a chat log as it was read: who, when, what. */
export interface LogMessage {
  /** As the log names who wrote; empty for a line of the system. */
  readonly speaker: string;
  /** A local day and time, `2026-11-11 20:15:03`, or an instant with an offset; `null` where the log has no times. */
  readonly at: string | null;
  readonly text: string;
  readonly kind: 'message' | 'picture' | 'card' | 'system';
  /** Where the log itself says which side it is. */
  readonly side?: 'buyer' | 'agent' | 'bot';
  /** The line of the text, the row of the table or the place in the JSON, from 1. */
  readonly line: number;
  /** What was done and not said: an offer, an acceptance, a purchase. */
  readonly deed?: {
    readonly name: string;
    readonly args: Readonly<Record<string, string | number | boolean>>;
  };
}

export interface LogConversation {
  /** Of the log itself where it has one, else `1`, `2` … in order. */
  readonly id: string;
  readonly messages: readonly LogMessage[];
}

export interface LogRead {
  readonly conversations: readonly LogConversation[];
  /** Lines that are of no known shape: told, not dropped in silence. */
  readonly unread: readonly { readonly line: number; readonly text: string }[];
}

/** Pictures and cards stand in logs as a word in brackets. */
export function kindOf(text: string): LogMessage['kind'] {
  if (
    /^[[【(](图片|照片|截图|image|photo|picture|screenshot|视频|video|语音|voice|文件|file)[^\]】)]*[\]】)]$/i.test(
      text.trim(),
    )
  )
    return 'picture';
  if (
    /^[[【(](商品|订单|卡片|宝贝|链接|product|order|card|item)[^\]】)]*[\]】)]/i.test(text.trim()) ||
    /^https?:\/\/\S+$/.test(text.trim())
  )
    return 'card';
  return 'message';
}
