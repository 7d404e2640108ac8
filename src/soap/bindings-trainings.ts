import type { OutputOf } from '../contract/operations.js';
import { type Binding, scalar } from './binding.js';
import { trainingSession } from './encode-training.js';

export const trainingBindings: readonly Binding[] = [
  {
    // In doubt: the documentation shows the reply as ListSessionsByTrainingResult, which belongs to the other operation.
    name: 'GetTrainingSession',
    operation: 'getTrainingSession',
    fields: { trainingSessionId: scalar('sessionId') },
    reply: (output: OutputOf<'getTrainingSession'>) => [
      'GetTrainingSessionResult',
      [trainingSession(output)],
    ],
  },
  {
    // In doubt: the name of the request is that of the rule.
    name: 'ListSessionsByTraining',
    operation: 'listTrainingSessions',
    fields: { trainingId: scalar('trainingId') },
    fixed: { archived: false },
    wholeList: true,
    reply: ({ items }: OutputOf<'listTrainingSessions'>) => [
      'ListSessionsByTrainingResult',
      items.map(trainingSession),
    ],
  },
];
