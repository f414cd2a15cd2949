import type { Locale } from '../model/locale.ts';

export type StoreErrorCode =
  | 'disk-full'
  | 'read-only'
  | 'no-permission'
  | 'exists'
  | 'not-found'
  | 'not-a-folder'
  | 'bad-name'
  | 'too-many-files'
  | 'failed';

/** Files cannot be written or read. `path` is the one it is about, `reason` what the system said. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly path: string;
  readonly reason: string;

  constructor(code: StoreErrorCode, path: string, reason: string) {
    super(sayStoreError('en', { code, path, reason }));
    this.name = 'StoreError';
    this.code = code;
    this.path = path;
    this.reason = reason;
  }
}

/** What a system error about a path means. A `StoreError` stays itself. */
export function toStoreError(error: unknown, path: string): StoreError {
  if (error instanceof StoreError) return error;
  const code =
    typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
      ? error.code
      : '';
  return new StoreError(CODES[code] ?? 'failed', path, code === '' ? String(error) : code);
}

/** What happened and what to do, in one sentence. */
export function sayStoreError(locale: Locale, error: Pick<StoreError, 'code' | 'path' | 'reason'>): string {
  const { path, reason } = error;
  const chinese = locale === 'zh-CN';
  switch (error.code) {
    case 'disk-full':
      return chinese
        ? `写入 ${path} 时磁盘已满;请腾出空间,或用 --out 换一个位置。已写完的会话都在`
        : `the disk is full at ${path}; free some space, or choose another place with --out. Conversations already written are kept`;
    case 'read-only':
      return chinese
        ? `${path} 所在的磁盘是只读的;请用 --out 选择可写的位置`
        : `${path} lies on a read-only disk; choose a place that can be written with --out`;
    case 'no-permission':
      return chinese
        ? `没有写入或读取 ${path} 的权限;请修改权限,或用 --out 换一个位置`
        : `no permission for ${path}; change its permissions, or choose another place with --out`;
    case 'exists':
      return chinese
        ? `${path} 里已有一次运行;请换一个位置,或用 --resume 继续`
        : `${path} already holds a run; choose another place, or go on with it by --resume`;
    case 'not-found':
      return chinese ? `找不到 ${path};请检查路径` : `${path} does not exist; check the path`;
    case 'not-a-folder':
      return chinese
        ? `${path} 的路径里有一段是文件,不是文件夹;请用 --out 换一个位置`
        : `a part of ${path} is a file, not a folder; choose another place with --out`;
    case 'bad-name':
      return chinese ? `${path} 不是运行目录里的文件名` : `${path} is no name of a file in a run folder`;
    case 'too-many-files':
      return chinese
        ? `打开的文件太多,无法打开 ${path};请降低并发`
        : `too many files are open to open ${path}; lower the concurrency`;
    case 'failed':
      return chinese ? `无法读写 ${path}(${reason})` : `${path} cannot be read or written (${reason})`;
  }
}

const CODES: Readonly<Record<string, StoreErrorCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EROFS: 'read-only',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  ENOENT: 'not-found',
  ENOTDIR: 'not-a-folder',
  EEXIST: 'not-a-folder',
  EMFILE: 'too-many-files',
  ENFILE: 'too-many-files',
};
