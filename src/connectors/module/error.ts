/** The module of a bot file cannot be used as a bot. */
export class BotModuleError extends Error {
  readonly code = 'bad-bot-module';
  constructor(message: string) {
    super(message);
    this.name = 'BotModuleError';
  }
}
