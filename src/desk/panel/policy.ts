import { sayDays } from '../../shop/wording.ts';
import type { Entry } from './entries.ts';
import type { PanelSource } from './panel.ts';

/** The agent's authority first, then dispatch and freight, then returns and the rest. */
export function policyEntries({ world, say, money, locale }: PanelSource): readonly Entry[] {
  const { policies, logistics, authority } = world.shop;
  const { returns } = policies;
  const row = (label: string, text: string): Entry => ({ kind: 'row', label, text });
  return [
    { kind: 'title', text: say('desk.authority') },
    row(say('panel.authority'), authority.text),
    row(say('panel.goodwill'), money(authority.goodwillMax)),
    { kind: 'title', text: say('panel.logistics') },
    row(say('desk.dispatch'), logistics.dispatch.text.text),
    row(say('panel.couriers'), logistics.courierChoice.text),
    {
      kind: 'table',
      label: say('panel.regions'),
      rows: [
        [say('panel.region'), say('panel.days'), say('panel.freight')],
        ...logistics.regions.map(({ name, reachable, days, freight }) => [
          name,
          reachable ? sayDays(days, locale) : say('panel.unreachable'),
          reachable ? money(freight) : '',
        ]),
      ],
    },
    ...(logistics.freeFreightFrom === null
      ? []
      : [row(say('desk.free-freight'), money(logistics.freeFreightFrom))]),
    row(say('panel.exceptions'), logistics.exceptions.text),
    row(say('panel.insurance'), logistics.insurance.text),
    { kind: 'title', text: say('desk.returns') },
    row(say('panel.condition'), returns.condition.text),
    ...Object.entries(returns.reasons).map(([reason, { text }]) =>
      row(say(`slash.value.${reason}`), text.text),
    ),
    ...returns.exclusions.map(
      ({ text }): Entry => ({ kind: 'row', label: '✗', text: text.text, tone: 'warn' }),
    ),
    row(say('panel.return-steps'), returns.steps.join(' → ')),
    row(
      say('panel.return-address'),
      [returns.address.name, returns.address.phone, returns.address.line].join(' '),
    ),
    row(say('panel.exchange'), policies.exchange.text),
    row(say('panel.freight-insurance'), policies.freightInsurance.text.text),
    { kind: 'title', text: say('panel.more') },
    row(say('panel.address-change'), policies.addressChange.text.text),
    row(say('panel.late'), policies.lateCompensation.text.text),
    row(say('panel.invoice'), policies.invoice.text),
    row(say('panel.payment'), [...policies.payment.steps].join(' → ')),
    row(say('panel.payment-safety'), policies.payment.safety.text),
    row(say('panel.packaging'), policies.packaging.text),
    row(say('panel.review-policy'), policies.reviews.text),
    row(say('panel.privacy'), policies.privacy.text),
    row(say('panel.off-platform'), policies.offPlatform.text),
  ];
}
