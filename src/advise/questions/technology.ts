import type { Question } from '../../model/question.js';

export const technology: readonly Question[] = [
  {
    id: 'platform',
    dimension: 'technology',
    text: 'What does it run on?',
    help: 'Where production will be in a year.',
    answers: [
      { id: 'vm', label: 'machines or a platform as a service' },
      { id: 'containers', label: 'containers without an orchestrator' },
      { id: 'kubernetes', label: 'Kubernetes' },
      { id: 'mesh', label: 'Kubernetes with a service mesh' },
      { id: 'serverless', label: 'serverless functions' },
    ],
  },
  {
    id: 'broker',
    dimension: 'technology',
    text: 'May a message broker be run?',
    help: 'A queue hands each message to one consumer and forgets it (RabbitMQ, SQS). A log keeps messages and lets many read them, also again (Kafka).',
    answers: [
      { id: 'none', label: 'no' },
      { id: 'managed', label: 'only a managed one' },
      { id: 'queue', label: 'a queue is available' },
      { id: 'log', label: 'a log such as Kafka is available' },
    ],
  },
  {
    id: 'databases',
    dimension: 'technology',
    text: 'What is given about databases?',
    help: 'A database that other systems use and that cannot be split keeps services from owning their data.',
    answers: [
      { id: 'legacy', label: 'one shared legacy database that must stay' },
      { id: 'separable', label: 'one engine, schemas can be separated' },
      { id: 'free', label: 'free choice for each service' },
    ],
  },
  {
    id: 'stacks',
    dimension: 'technology',
    text: 'Which languages and protocols are there?',
    help: 'Low latency: internal calls where binary frames or streams count. Legacy: SOAP or other protocols that must be translated.',
    multiple: true,
    answers: [
      { id: 'one', label: 'one stack' },
      { id: 'several', label: 'several stacks' },
      { id: 'low-latency', label: 'binary internal calls of low latency' },
      { id: 'legacy', label: 'legacy protocols to translate' },
    ],
  },
  {
    id: 'network',
    dimension: 'technology',
    text: 'Which network do the services share?',
    help: 'Who could send a request to a service, were there no authentication at all?',
    multiple: true,
    answers: [
      { id: 'private', label: 'a private network of their own' },
      { id: 'shared-cluster', label: 'a cluster shared with others' },
      { id: 'multi-cluster', label: 'several clusters or clouds' },
      { id: 'internet', label: 'services face the internet' },
    ],
  },
  {
    id: 'token-issuer',
    dimension: 'technology',
    text: 'Who issues tokens to users and clients?',
    help: 'An identity provider signs tokens that every service can check by its published keys (OpenID Connect).',
    answers: [
      { id: 'none', label: 'nobody yet' },
      { id: 'own', label: 'an application of our own' },
      { id: 'provider', label: 'an identity provider' },
    ],
    when: [
      { question: 'clients', answers: ['web-and-mobile', 'partners', 'iot'] },
      { question: 'network', answers: ['internet'] },
    ],
  },
];
