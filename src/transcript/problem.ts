import { TRANSCRIPT_FORMAT } from '../model/event.ts';
import type { Locale } from '../model/locale.ts';

/** Something in a transcript file that is not as it was written. `line` counts from 1. */
export interface TranscriptProblem {
  readonly code:
    | 'torn-line' // the last line has no end: the process was killed while writing; everything before stands
    | 'not-a-line' // no line of a transcript
    | 'wrong-shape' // an event that lacks what its type must have
    | 'chain-broken' // the line, or the one before it, was changed, removed or put elsewhere
    | 'wrong-index'
    | 'no-header'
    | 'newer-format'
    | 'unknown-format'
    | 'too-long';
  readonly line: number;
  /** The conversation it belongs to, where that can be told. */
  readonly conversation?: string;
  /** The format that was found, for the two that are about it. */
  readonly format?: string;
}

/** A problem as a sentence, with the remedy where there is one. */
export function sayTranscriptProblem(locale: Locale, problem: TranscriptProblem): string {
  const { line, format = '' } = problem;
  const chinese = locale === 'zh-CN';
  switch (problem.code) {
    case 'torn-line':
      return chinese
        ? `第 ${line} 行没有写完(程序中途被终止);之前的内容都有效`
        : `line ${line} is unfinished (the program was killed while writing it); everything before it stands`;
    case 'not-a-line':
      return chinese ? `第 ${line} 行不是会话记录的一行` : `line ${line} is not a line of a transcript`;
    case 'wrong-shape':
      return chinese
        ? `第 ${line} 行的事件缺少必要字段`
        : `line ${line} is an event that lacks a field its type must have`;
    case 'chain-broken':
      return chinese
        ? `第 ${line} 行的哈希链断开:这一行或它的上一行被改动、删除或移动过`
        : `the hash chain breaks at line ${line}: this line or the one before it was changed, removed or moved`;
    case 'wrong-index':
      return chinese
        ? `第 ${line} 行的序号不连续:此前缺少或多出了行`
        : `line ${line} has the wrong index: lines before it are missing or doubled`;
    case 'no-header':
      return chinese
        ? `第 ${line} 行的会话没有开头的 header 行`
        : `line ${line} belongs to a conversation whose header is missing`;
    case 'newer-format':
      return chinese
        ? `第 ${line} 行的格式是 ${format},本版本只能读到 ${TRANSCRIPT_FORMAT};请升级 peilian`
        : `line ${line} has format ${format}; this version reads up to ${TRANSCRIPT_FORMAT}; upgrade peilian`;
    case 'unknown-format':
      return chinese
        ? `第 ${line} 行的格式是 ${JSON.stringify(format)};应为 ${TRANSCRIPT_FORMAT}`
        : `line ${line} has format ${JSON.stringify(format)}; expected ${TRANSCRIPT_FORMAT}`;
    case 'too-long':
      return chinese ? `第 ${line} 行过长,没有读取` : `line ${line} is too long and was not read`;
  }
}
