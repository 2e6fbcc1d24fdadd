import { Injectable } from '@nestjs/common';
import { asHeading, partlyInWords, stateInWords, webAddress } from '../../policies/fact-words.rules.js';
import type { PolicyProfile, ProfileFact, Standing } from '../../policies/policies.types.js';
import { ProfilesService } from '../../policies/profiles.service.js';
import { QuestionsService } from '../../policies/questions.service.js';
import { standingInWords } from '../../policies/standing-words.rules.js';

/** What is known, and not known, about an organisation's policy, in words for a visitor. */
export interface Knowledge {
  /** `href`: where the answer is an address. */
  facts: { question: string; answer: string; href: string | null; standing: Standing; standingText: string }[];
  /** `note`: why nobody knows, where that is known. */
  unknown: { question: string; note: string | null }[];
  questionCount: number;
}

/** Tells what a profile answers apart from what it leaves open. */
@Injectable()
export class WorkplaceKnowledge {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly questions: QuestionsService,
  ) {}

  /** Every question that is asked today is in the answer, known or not. Only verified facts count as known. */
  async of(organisationId: string): Promise<Knowledge> {
    const [profile, all] = await Promise.all([this.profiles.current(organisationId), this.questions.all()]);
    const asked = all
      .filter((question) => !question.retired)
      .map((question) => ({ wording: question.wording, fact: factOn(profile, question.key) }));
    return {
      facts: asked.flatMap(({ wording, fact }) =>
        fact && answers(fact)
          ? {
              question: wording,
              answer: answerInWords(fact),
              href: fact.state === 'stated' ? webAddress(fact.valueInWords ?? '') : null,
              standing: fact.standing,
              standingText: standingInWords(fact),
            }
          : [],
      ),
      unknown: asked
        .filter(({ fact }) => !fact || !answers(fact))
        .map(({ wording, fact }) => ({ question: wording, note: fact ? whyNot(fact) : null })),
      questionCount: asked.length,
    };
  }
}

function factOn(profile: PolicyProfile | null, key: string): ProfileFact | undefined {
  return profile?.facts[key];
}

/** Silence of a policy that was read is an answer too; a refusal, or two sources that disagree, is none. */
function answers(fact: ProfileFact): boolean {
  return ['stated', 'partial', 'absent'].includes(fact.state) && !fact.conflicting;
}

function answerInWords(fact: ProfileFact): string {
  const from = fact.fromPredecessor ? ` (from ${fact.fromPredecessor.name}, whose services it took over)` : '';
  const said = fact.valueInWords ?? fact.paraphrase;
  if (fact.state === 'absent' || said === null) return stateInWords(fact.state) + from;
  return (fact.state === 'partial' ? partlyInWords(said, fact.paraphrase) : asHeading(said)) + from;
}

function whyNot(fact: ProfileFact): string {
  return fact.conflicting ? 'Sources that are equally good disagree' : stateInWords(fact.state);
}
