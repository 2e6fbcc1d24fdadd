import type { BankContent, BankOption, BankQuestion } from './bank.types.js';

/** A question as GIFT, with its tags: what the import reads back as the very same. */
export function giftOf({ name, tags, content }: Pick<BankQuestion, 'name' | 'tags' | 'content'>): string {
  const tagLine =
    tags.length > 0 ? `// ${tags.map((tag) => `[tag:${tag.replaceAll(/[[\]]/g, ' ')}]`).join(' ')}\n` : '';
  const general = content.feedbackHtml === null ? [] : [`####${escaped(content.feedbackHtml)}`];
  const lines = [...answers(content), ...general];
  return `${tagLine}::${escaped(name)}::[html]${escaped(content.stemHtml)} {\n${lines.join('\n')}\n}\n\n`;
}

function answers({ kind, options }: BankContent): string[] {
  if (kind === 'matching') return options.map(({ html, match = '' }) => `=${escaped(html)} -> ${escaped(match)}`);
  if (kind !== 'true_false')
    return options.map((option) => `${mark(option)}${escaped(option.html)}${feedback(option)}`);
  const isTrue = options[0]?.correct === true;
  const [wrong, right] = [options.find(({ correct }) => !correct), options.find(({ correct }) => correct)];
  const said = [wrong, right].map((option) => option?.feedbackHtml ?? null);
  if (said.every((text) => text === null)) return [isTrue ? 'TRUE' : 'FALSE'];
  return [`${isTrue ? 'TRUE' : 'FALSE'}${said.map((text) => `#${escaped(text ?? '')}`).join('')}`];
}

function mark({ correct, weight }: BankOption): string {
  return weight === null ? (correct ? '=' : '~') : `~%${String(weight)}%`;
}

const feedback = ({ feedbackHtml }: BankOption) => (feedbackHtml === null ? '' : `#${escaped(feedbackHtml)}`);

const escaped = (text: string): string => text.replaceAll(/[\\~=#{}:]/g, String.raw`\$&`);
