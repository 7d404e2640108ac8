/** What is inside courses. */
// biome-ignore lint/suspicious/noEmptyInterface: filled next.
export interface CourseModules {}
