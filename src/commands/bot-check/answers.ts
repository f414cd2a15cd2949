import { parseJson, readBody } from '../../connectors/mapped/body.ts';
import type { TraceRecord } from '../../connectors/trace/trace.ts';

/** The bodies that came back, as values; what is neither JSON nor a stream of events is left to the findings. */
export function answersIn(traffic: readonly TraceRecord[]): unknown[] {
  return traffic.flatMap((record) => {
    if (record.direction !== 'received' || record.body === undefined || record.body.trim() === '') return [];
    const events = /event-stream/i.test(record.headers?.['content-type'] ?? '') || record.what === 'events';
    const read = events ? readBody(record.body, 'events') : parseJson(record.body);
    return read.ok && typeof read.value === 'object' && read.value !== null ? [read.value] : [];
  });
}
