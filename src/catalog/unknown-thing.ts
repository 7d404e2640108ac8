import { Failure } from '../contract/failure.js';

// What is unknown and what the caller may not see are told in the same words.
export const unknownCourse = () => new Failure('absent', 'There is no such course.');
export const unknownModule = () => new Failure('absent', 'There is no such module.');
export const unknownItem = () => new Failure('absent', 'There is no such content item.');
export const unknownTraining = () => new Failure('absent', 'There is no such training.');
export const unknownSession = () => new Failure('absent', 'There is no such session.');
export const unknownDay = () => new Failure('absent', 'There is no such day.');
export const unknownOffer = () => new Failure('absent', 'There is no such offer.');
export const unknownEvent = () => new Failure('absent', 'There is no such event.');
