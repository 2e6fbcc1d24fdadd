import { Injectable } from '@nestjs/common';
import { Views } from '../../platform/views/views.js';
import { DraftsQueries } from './drafts.queries.js';
import { sourcesIn } from './sources-file.js';

/** For whoever writes words: how Markdown is written, what may be cited, and the editor that takes the fields over. */
export interface MarkdownHelpView {
  /** The sources of the draft, in the order of its list; none while that cannot be read. */
  sources: { id: string; name: string }[];
  script: string;
}

@Injectable()
export class MarkdownHelp {
  constructor(
    private readonly queries: DraftsQueries,
    private readonly views: Views,
  ) {}

  async of(draftId: string): Promise<MarkdownHelpView> {
    const file = (await this.queries.files(draftId)).find(({ name }) => name === 'sources.yaml');
    const sources = sourcesIn(file?.text ?? '')?.values() ?? [];
    return {
      sources: [...sources].map(({ id, short }) => ({ id, name: short })),
      script: this.views.assetUrl('words.js'),
    };
  }
}
