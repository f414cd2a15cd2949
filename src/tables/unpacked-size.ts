import { inflateRawSync } from 'node:zlib';

/** Most bytes that a workbook may unpack to; real ones with twenty thousand rows need about 20 MB. */
export const UNPACKED_BYTES_MAX = 256 * 1024 * 1024;
const ENTRIES_MAX = 5_000;

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const DEFLATED = 8;

/**
 * What a ZIP archive really unpacks to, in bytes, or `null` once that is more than `limit`. Every entry is unpacked with
 * the bytes left as its bound, as the sizes that an archive states about itself may be lies. Throws when it is no archive.
 */
export function unpackedSize(bytes: Uint8Array, limit = UNPACKED_BYTES_MAX): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > ENTRIES_MAX) return null;
  let total = 0;
  for (let entry = 0; entry < count; entry += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY_SIGNATURE)
      throw new RangeError('broken archive');
    const method = view.getUint16(at + 10, true);
    const packed = view.getUint32(at + 20, true);
    const header = view.getUint32(at + 42, true);
    if (header + 30 > bytes.length) throw new RangeError('broken archive');
    const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
    const data = bytes.subarray(start, start + packed);
    const left = limit - total;
    if (method === DEFLATED) {
      try {
        total += inflateRawSync(data, { maxOutputLength: Math.max(1, left) }).length;
      } catch (error) {
        if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') return null;
        throw error;
      }
    } else total += data.length;
    if (total > limit) return null;
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return total;
}

/** The archive's last record lies within its last 64 KB. */
function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at -= 1)
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  throw new RangeError('no archive');
}
