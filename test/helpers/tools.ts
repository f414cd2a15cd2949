import { spawnSync } from 'node:child_process';

/**
 * Whether a tool that only some tests need is there. Missing, it is said aloud and the caller skips; in CI (`PEILIAN_CI`)
 * it throws, so that a skip never looks like a pass.
 */
export function hasTool(name: string, ...versionArgs: string[]): boolean {
  const found =
    spawnSync(name, versionArgs.length > 0 ? versionArgs : ['--version'], { stdio: 'ignore' }).error ===
    undefined;
  if (found) return true;
  if (process.env.PEILIAN_CI)
    throw new Error(`${name} is missing, and PEILIAN_CI makes that a failure: install it, or see .ci/run`);
  console.warn(`skipped: ${name} is not installed`);
  return false;
}
