#!/usr/bin/env node
import { cli } from './commands/cli.ts';

// Before a command loads React, which is two programs: the one for development takes twice the time to draw and keeps a record of
// every step, a hundred megabytes in an hour. Bots do not inherit it.
process.env.NODE_ENV ||= 'production';

// A reader that closes early (`| head`) is no failure of ours, nor is a terminal that is gone.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' || error.code === 'EIO') process.exit(0);
  throw error;
});

process.exitCode = await cli(process.argv.slice(2), process);
