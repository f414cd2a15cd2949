/** What `:` completes. Names in both languages, with pinyin, so that either way of typing finds them; all in Unicode 11. */
export interface Emoticon {
  readonly text: string;
  readonly zh: string;
  readonly pinyin: string;
  readonly en: string;
}

const row = (text: string, zh: string, pinyin: string, en: string): Emoticon => ({ text, zh, pinyin, en });

export const EMOTICONS: readonly Emoticon[] = [
  row('😊', '微笑', 'weixiao', 'smile'),
  row('😄', '开心', 'kaixin', 'grin'),
  row('🙂', '淡笑', 'danxiao', 'slight-smile'),
  row('😉', '眨眼', 'zhayan', 'wink'),
  row('🙏', '拜托', 'baituo', 'please'),
  row('👍', '赞', 'zan', 'thumbs-up'),
  row('👌', '好的', 'haode', 'ok'),
  row('👏', '鼓掌', 'guzhang', 'clap'),
  row('🤝', '握手', 'woshou', 'handshake'),
  row('🌹', '玫瑰', 'meigui', 'rose'),
  row('🌸', '花', 'hua', 'flower'),
  row('🎉', '庆祝', 'qingzhu', 'party'),
  row('🎁', '礼物', 'liwu', 'gift'),
  row('❤', '爱心', 'aixin', 'heart'),
  row('💪', '加油', 'jiayou', 'strong'),
  row('😅', '尴尬', 'ganga', 'awkward'),
  row('😢', '难过', 'nanguo', 'sad'),
  row('😭', '大哭', 'daku', 'cry'),
  row('🤔', '思考', 'sikao', 'thinking'),
  row('😱', '惊讶', 'jingya', 'shock'),
  row('🙇', '鞠躬', 'jugong', 'bow'),
  row('📦', '包裹', 'baoguo', 'parcel'),
  row('🚚', '发货', 'fahuo', 'delivery'),
  row('⏰', '时间', 'shijian', 'clock'),
  row('☀', '太阳', 'taiyang', 'sun'),
  row('☕', '咖啡', 'kafei', 'coffee'),
  row('🍵', '茶', 'cha', 'tea'),
  row('👕', '衣服', 'yifu', 'shirt'),
  row('💰', '钱', 'qian', 'money'),
  row('✅', '完成', 'wancheng', 'done'),
];

/** Those whose name begins with (then those whose name holds) what was typed after the colon. */
export function findEmoticons(word: string): readonly Emoticon[] {
  const typed = word.toLowerCase();
  const names = ({ zh, pinyin, en }: Emoticon) => [zh, pinyin, en];
  const begins = EMOTICONS.filter((one) => names(one).some((name) => name.startsWith(typed)));
  const holds = EMOTICONS.filter(
    (one) => !begins.includes(one) && names(one).some((name) => name.includes(typed)),
  );
  return [...begins, ...holds];
}
