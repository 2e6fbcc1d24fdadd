/** The password of every sample account, shown on the sign-in page. There are none in a real installation. */
export const SAMPLE_PASSWORD = 'kettle-orchard-tram';

export const sampleAccounts = [
  { email: 'learner@beforehand.example', who: 'a nurse at a fictional Trust, who learns' },
  { email: 'trainer@beforehand.example', who: 'a paramedic and trainer, who verifies facts and records reviews' },
  { email: 'admin@beforehand.example', who: 'an administrator, who does all of it and gives roles' },
];
