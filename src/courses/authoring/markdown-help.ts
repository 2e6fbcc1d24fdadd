import { Injectable } from '@nestjs/common';
import { Views } from '../../platform/views/views.js';
import type { CourseMedium } from '../courses.types.js';
import { mediaIn } from '../format/media-file.js';
import { formatOf } from '../media/media-kinds.rules.js';
import { coursesPaths } from '../paths.js';
import { DraftsQueries } from './drafts.queries.js';
import { sourcesIn } from './sources-file.js';

/** For whoever writes words: how Markdown is written, what may be cited, and the editor that takes the fields over. */
export interface MarkdownHelpView {
  /** The sources of the draft, in the order of its list; none while that cannot be read. */
  sources: { id: string; name: string }[];
  /** The media of the draft; those that are pictures may stand among the words. */
  media: CourseMedium[];
  pictures: { file: string; src: string }[];
  /** Whether pictures may stand among these words: in lessons they may. */
  takesPictures: boolean;
  script: string;
}

@Injectable()
export class MarkdownHelp {
  constructor(
    private readonly queries: DraftsQueries,
    private readonly views: Views,
  ) {}

  async of(draftId: string, { pictures: takesPictures } = { pictures: true }): Promise<MarkdownHelpView> {
    const files = await this.queries.files(draftId);
    const file = files.find(({ name }) => name === 'sources.yaml');
    const media = [...mediaIn(files).values()];
    const sources = sourcesIn(file?.text ?? '')?.values() ?? [];
    return {
      sources: [...sources].map(({ id, short }) => ({ id, name: short })),
      media,
      takesPictures,
      pictures: media
        .filter((medium) => takesPictures && formatOf(medium.file)?.kind === 'image')
        .map((medium) => ({ file: medium.file, src: coursesPaths.medium(draftId, medium.file) })),
      script: this.views.assetUrl('words.js'),
    };
  }
}
