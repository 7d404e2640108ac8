/** An M under a mortarboard. */
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<path fill="#1f4e79" d="M16 2 1 8l15 6 15-6z"/>
<path fill="none" stroke="#1f4e79" stroke-width="3" d="M7 29V16l9 8 9-8v13"/>
<path fill="none" stroke="#c8102e" stroke-width="2" d="M29 9v9"/>
</svg>
`;

/** How Swagger UI looks: ours, without the bar that loads other documents. */
export const docsTheme = {
  title: 'Matricula API',
  favicon: [
    {
      filename: 'matricula.svg',
      rel: 'icon',
      sizes: 'any',
      type: 'image/svg+xml',
      content: Buffer.from(icon),
    },
  ],
  css: [{ filename: 'matricula.css', content: '.swagger-ui .topbar { display: none; }\n' }],
};
