// Plays a course in another learning platform, by SCORM 1.2. The frame (data-shell) speaks with the platform, and keeps what
// was read and answered; the pages within it say what happens. They speak by messages, so that a package opened as plain
// files works as well.
(() => {
  const CHANNEL = 'beforehand-sco';
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);

  /** The platform's interface, in a window around this one or around the one that opened it; null when there is none. */
  function findApi() {
    for (const start of [window, window.opener]) {
      let at = start;
      for (let depth = 0; at && depth < 10; depth += 1) {
        try {
          if (at.API) return at.API;
        } catch {
          break;
        }
        if (at === at.parent) break;
        at = at.parent;
      }
    }
    return null;
  }

  function shell() {
    const { passMark, attempts, shape } = document.body.dataset;
    const links = all('[data-lesson]');
    const names = links.map((link) => link.dataset.lesson);
    const frame = one('iframe');
    const began = Date.now();
    const api = findApi();
    const open = api !== null && String(api.LMSInitialize('')) === 'true';
    const get = (name) => (open ? String(api.LMSGetValue(name)) : '');
    const set = (name, value) => open && api.LMSSetValue(name, String(value));
    let closed = false;
    let state = { shape, read: [], answers: {}, tried: 0, best: null, passed: false };

    try {
      const kept = JSON.parse(get('cmi.suspend_data'));
      if (kept.shape === shape) state = { ...state, ...kept };
    } catch {
      // Nothing was kept yet, or nothing that can be read: the course begins at its beginning.
    }
    const status = get('cmi.core.lesson_status');
    const passedBefore = status === 'passed';
    if (open && (status === '' || status === 'not attempted')) set('cmi.core.lesson_status', 'incomplete');
    const place = get('cmi.core.lesson_location');
    if (place === 'check') frame.src = 'check.html';
    else if (names.includes(place)) frame.src = `lessons/${place}.html`;

    const allRead = () => names.every((_name, index) => state.read.includes(index));

    function lessonStatus() {
      // What was passed stays passed, whatever is tried again.
      if (passedBefore || (state.passed && allRead())) return 'passed';
      return state.tried > 0 && !state.passed ? 'failed' : 'incomplete';
    }

    function report() {
      if (state.best !== null) {
        set('cmi.core.score.min', 0);
        set('cmi.core.score.max', 100);
        set('cmi.core.score.raw', state.best);
      }
      set('cmi.core.lesson_status', lessonStatus());
      set('cmi.suspend_data', JSON.stringify(state));
      if (open) api.LMSCommit('');
    }

    function show() {
      links.forEach((link, index) => {
        one('[data-state]', link.parentElement).textContent = state.read.includes(index) ? '(read)' : '';
      });
      const check = one('[data-state]', one('[data-check]').parentElement);
      check.textContent =
        state.best === null ? '' : `(${state.passed ? 'passed' : 'not passed yet'}, best ${state.best} %)`;
      const done = lessonStatus() === 'passed' ? 'You have completed this course. ' : '';
      const kept = open ? '' : ' No learning platform was found, so nothing is recorded.';
      one('[data-status]').textContent = `${done}${state.read.length} of ${names.length} lessons read.${kept}`;
    }

    function tell(page) {
      const left = attempts === '' ? null : Math.max(0, Number(attempts) - state.tried);
      const read = state.read.includes(names.indexOf(page));
      frame.contentWindow.postMessage(
        { channel: CHANNEL, read, left, answers: state.answers, passed: state.passed },
        '*',
      );
    }

    addEventListener('message', ({ source, data }) => {
      if (source !== frame.contentWindow || data?.channel !== CHANNEL) return;
      const index = names.indexOf(data.page);
      if (data.is === 'opened') {
        frame.title = data.title;
        if (index !== -1 || data.page === 'check') set('cmi.core.lesson_location', data.page);
      }
      if (data.is === 'read' && index !== -1 && !state.read.includes(index)) state.read.push(index);
      if (data.is === 'answered') state.answers = data.answers;
      if (data.is === 'marked') {
        const percent = data.of === 0 ? 0 : Math.floor(data.hundredths / data.of);
        state.tried += 1;
        state.best = Math.max(state.best ?? 0, percent);
        state.passed ||= data.of > 0 && data.hundredths >= Number(passMark) * data.of;
        state.answers = {};
      }
      report();
      show();
      tell(data.page);
    });

    function leave() {
      if (closed || !open) return;
      closed = true;
      const seconds = Math.floor((Date.now() - began) / 1000);
      const two = (number) => String(number).padStart(2, '0');
      const hours = Math.min(9999, Math.floor(seconds / 3600));
      set(
        'cmi.core.session_time',
        `${String(hours).padStart(4, '0')}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`,
      );
      set('cmi.core.exit', lessonStatus() === 'passed' ? '' : 'suspend');
      report();
      api.LMSFinish('');
    }
    addEventListener('pagehide', leave);
    addEventListener('beforeunload', leave);
    all('a[target=content]').forEach((link) =>
      link.addEventListener('click', () => {
        one('details').open = false;
      }),
    );
    report();
    show();
  }

  function page() {
    const name = document.body.dataset.page;
    const say = (message) => {
      if (parent !== window) parent.postMessage({ channel: CHANNEL, page: name, ...message }, '*');
    };
    // Other sites may refuse to stand in a frame, and nobody wants to lose the lesson to them.
    for (const link of all('a[href^="http"]')) {
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
    }
    const heard = name === 'check' ? check(say) : lesson(say);
    addEventListener('message', ({ source, data }) => {
      if (source === parent && data?.channel === CHANNEL) heard(data);
    });
    say({ is: 'opened', title: document.title });
  }

  function lesson(say) {
    const button = one('[data-read]');
    button?.addEventListener('click', () => {
      say({ is: 'read' });
    });
    return ({ read }) => {
      if (!button) return;
      const pressed = document.activeElement === button;
      button.hidden = read;
      one('[data-read-state]').textContent = read ? 'You have read this lesson.' : '';
      if (read && pressed) one('[data-next]')?.focus();
    };
  }

  function check(say) {
    const form = one('#check');
    const result = one('[data-result]');
    const questions = all('[data-question]');
    const again = one('[data-again]');
    const submit = one('[data-submit]');
    const fields = (question) => all('input, select', question);
    const isList = (field) => field.localName === 'select';
    /** The values that were chosen: of options the numbers of the chosen ones, of lists the value of each. */
    const given = (question) =>
      fields(question)
        .filter((field) => isList(field) || field.checked)
        .map(({ value }) => value);
    const isAnswered = (question) => given(question).length > 0 && !given(question).includes('');

    /** In hundredths of a mark, rounded down, by the same rules as in the product. */
    function markOf(question) {
      const own = fields(question);
      if (own.every(isList)) {
        const placed = own.filter(({ value, dataset }) => value === dataset.right);
        return Math.floor((placed.length * 100) / own.length);
      }
      const right = own.filter(({ dataset }) => dataset.right === 'yes');
      const wrong = own.filter(({ dataset }) => dataset.right !== 'yes');
      const chosen = (among) => among.filter(({ checked }) => checked).length;
      if (own[0].type === 'radio') return chosen(right) * 100;
      const [every, none] = [Math.max(1, right.length), Math.max(1, wrong.length)];
      return Math.max(0, Math.floor(((chosen(right) * none - chosen(wrong) * every) * 100) / (every * none)));
    }

    function verdictOf(mark) {
      if (mark === 100) return '(right)';
      return mark === 0 ? '(not right)' : `(partly right: ${mark} % of the mark)`;
    }

    /** Which feedback is shown: where one option is chosen, that of it and of the right one; else all of it. */
    const isExplained = (field) => field.type !== 'radio' || field.checked || field.dataset.right === 'yes';
    let restored = false;
    let marked = false;
    let left = null;

    const nextOf = (question) => questions[questions.indexOf(question) + 1];

    /** Shows the next step of a case; the answer that led there stands. */
    function unfold(question) {
      nextOf(question).hidden = false;
      for (const field of fields(question)) field.disabled = true;
      one('[data-unfold]', question).parentElement.hidden = true;
    }

    for (const button of all('[data-unfold]'))
      button.addEventListener('click', () => {
        const question = button.closest('[data-question]');
        if (isAnswered(question)) {
          unfold(question);
          one('h2', nextOf(question)).focus();
        } else {
          one('[data-unfold-note]', question).textContent = 'Answer this step first.';
          one('h2', question).focus();
        }
      });

    form.addEventListener('change', () => {
      const answers = {};
      questions.forEach((question, index) => {
        const values = given(question).map(Number);
        if (values.some((value) => value > 0 || !question.querySelector('select'))) answers[index] = values;
      });
      say({ is: 'answered', answers });
    });

    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (marked) return;
      const open = questions.filter((question) => !isAnswered(question));
      if (open.length > 0) {
        result.textContent = `${open.length === 1 ? '1 question is' : `${open.length} questions are`} unanswered. Your answers so far are kept.`;
        // A step that is folded cannot be gone to: the one before it can.
        const place = questions.slice(0, questions.indexOf(open[0]) + 1).findLast((question) => !question.hidden);
        one('h2', place).focus();
        return;
      }
      marked = true;
      const tally = { yes: { hundredths: 0, of: 0 }, no: { hundredths: 0, of: 0 } };
      for (const question of questions) {
        const mark = markOf(question);
        const counts = tally[question.dataset.core];
        counts.of += 1;
        counts.hundredths += mark;
        one('[data-verdict]', question).textContent = verdictOf(mark);
        for (const field of fields(question)) {
          field.disabled = true;
          if (isExplained(field)) field.parentElement.nextElementSibling.hidden = false;
        }
        const source = one('[data-provenance]', question);
        if (source) source.hidden = false;
      }
      const { yes: core, no: local } = tally;
      const passMark = Number(form.dataset.passMark);
      const percent = core.of === 0 ? 0 : Math.floor(core.hundredths / core.of);
      const passed = core.of > 0 && core.hundredths >= passMark * core.of;
      const score = (counts) =>
        `${counts.hundredths / 100} of ${counts.of} ${counts.hundredths % 100 === 0 ? 'right' : 'marks'}`;
      const apart = local.of === 0 ? '' : ` On your own Trust: ${score(local)}; this does not count towards the pass.`;
      result.textContent = `${passed ? 'Passed' : 'Not passed'}: ${score(core)}, ${percent} %. The pass mark is ${passMark} %.${apart}`;
      submit.hidden = true;
      one('h1').focus();
      say({ is: 'marked', hundredths: core.hundredths, of: core.of });
    });

    again.addEventListener('click', () => {
      location.reload();
    });

    return (state) => {
      left = state.left;
      if (marked) {
        again.hidden = left === 0;
        return;
      }
      submit.hidden = left === 0;
      if (left === 0) result.textContent = 'You have used all your attempts.';
      if (restored) return;
      restored = true;
      questions.forEach((question, index) => {
        // A package from before questions of several answers kept a single number.
        const values = [state.answers[index] ?? []].flat().map(Number);
        fields(question).forEach((field, at) => {
          if (isList(field)) field.value = values[at] ? String(values[at]) : '';
          else field.checked = values.includes(Number(field.value));
        });
        const before = questions[index - 1];
        if (!question.hidden || !before || !isAnswered(question)) return;
        unfold(before);
      });
    };
  }

  if (document.body.hasAttribute('data-shell')) shell();
  else page();
})();
