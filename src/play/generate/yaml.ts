import { Document, isScalar, isSeq, visit } from 'yaml';

const FLOW_MAX = 8;
const FLOW_LETTERS_MAX = 90;

/** A document as a person would write it: short lists and mappings of plain values on one line, long texts unfolded. */
export function toYaml(content: object, comment: string): string {
  const document = new Document(content);
  document.commentBefore = ` ${comment}`;
  visit(document, {
    Seq: (_, seq) => {
      seq.flow = isShortList(seq);
    },
    Map: (_, map, path) => {
      const short = map.items.length <= FLOW_MAX && JSON.stringify(map).length <= FLOW_LETTERS_MAX;
      map.flow =
        path.length > 1 && short && map.items.every(({ value }) => isScalar(value) || isShortList(value));
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function isShortList(node: unknown): boolean {
  const plain = (item: unknown) => isScalar(item) && !/\s|[[\]{}]/.test(String(item.value));
  return isSeq(node) && node.items.length <= FLOW_MAX && node.items.every(plain);
}

/** 45000 → `45s`, 120000 → `2m`, 3500 → `3500ms`: how files write a time. */
export function durationText(ms: number): string {
  if (ms > 0 && ms % 60_000 === 0) return `${ms / 60_000}m`;
  return ms % 1_000 === 0 ? `${ms / 1_000}s` : `${ms}ms`;
}
