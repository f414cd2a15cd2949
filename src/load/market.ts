import { type Market, MarketSchema } from '../model/market.ts';
import { readDocument, type TextFile } from './document.ts';
import type { Checked } from './yaml.ts';

/** `scenarios/markets/<id>.yaml` */
export function loadMarket(file: TextFile): Checked<Market> {
  return readDocument(file, { kind: 'market', schema: MarketSchema });
}
