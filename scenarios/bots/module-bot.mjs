/** The module of module.yaml: answers a request of the house protocol. */
export default function answer({ text, locale }) {
  return {
    text: locale === 'zh-CN' ? `您好，“${text}”这件事我来帮您。` : `Hello, let me help you with “${text}”.`,
  };
}
