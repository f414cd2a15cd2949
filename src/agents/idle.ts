import type { AgentPort } from '../model/ports.ts';
import { createAuditPort } from './audit-port.ts';

/** Never answers. A scenario that passes with it asks for nothing. */
export function createIdleAgent(): AgentPort {
  return createAuditPort('idle', () => () => []);
}
