import type { ScenarioFile } from '../../model/scenario.ts';
import type { ChatRead } from '../../play/from-chat/read-chat.ts';
import { SUBJECTS, type Subject, stageOf } from '../../play/from-chat/subjects.ts';
import { noTemper } from '../../play/from-chat/temper.ts';
import { PRE_SALE_QUESTIONS } from '../../play/generate/questions.ts';
import { createRandom } from '../../random/stream.ts';

const ASKED = 3;

/** What a chat would have told, had there been one: with a subject, drawn questions that go with it. */
export function emptyRead(subject?: Subject, seed = 1): ChatRead {
  return {
    topics: subject === undefined ? [] : topicsFor(subject, seed).map((topic) => ({ topic })),
    problem: null,
    problemWords: null,
    remedies: [],
    arranges: [],
    tempts: subject === 'temptation' ? ['off-platform'] : [],
    threatens: null,
    haggles: subject === 'bargain',
    orders: subject === 'purchase',
    paysLater: false,
    need: subject === 'advice' ? 'everyday' : null,
    talks: [],
    tells: [],
    showsEvidence: false,
    product: null,
    knows: {},
    temper: noTemper(),
    unread: [],
  };
}

/** A subject of the stage, drawn. */
export function subjectFor(stage: ScenarioFile['stage'] | undefined, seed: number): Subject {
  const able = SUBJECTS.filter((subject) => stage === undefined || stageOf(subject) === stage);
  return createRandom(seed).stream('subject', 0).pick(able);
}

function topicsFor(subject: Subject, seed: number): ChatRead['topics'][number]['topic'][] {
  switch (stageOf(subject)) {
    case 'pre-sale': {
      const draws = createRandom(seed).stream('questions', 0);
      const able = PRE_SALE_QUESTIONS.map(({ topic }) => topic);
      const count = subject === 'questions' ? ASKED : 1;
      return Array.from({ length: count }, () => able.splice(draws.int(0, able.length - 1), 1)[0]!);
    }
    case 'in-sale':
      if (subject === 'cancellation') return ['refund-time'];
      return subject === 'parcel' ? ['tracking', 'arrival'] : ['dispatch'];
    case 'after-sale':
      return LATE.has(subject) ? ['delay-cause'] : ['return-freight'];
  }
}

const LATE: ReadonlySet<Subject> = new Set<Subject>([
  'late-dispatch',
  'late-parcel',
  'stuck-parcel',
  'lost-parcel',
  'refund-missing',
  'confiscated',
  'promise-broken',
]);
