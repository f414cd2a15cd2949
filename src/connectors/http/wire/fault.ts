/**
 * `closed`: the run is over. `cut-off`: the other side left before its answer was whole. `no-http`: what came back is no answer
 * of HTTP/1. `bad-request`: a header or path that cannot be sent.
 */
export type WireFaultCode = 'closed' | 'cut-off' | 'no-http' | 'bad-request';

/** What goes wrong on a connection besides what the system itself reports. Its text quotes nothing of either side. */
export class WireFault extends Error {
  readonly code: WireFaultCode;
  constructor(code: WireFaultCode) {
    super(code);
    this.name = 'WireFault';
    this.code = code;
  }
}
