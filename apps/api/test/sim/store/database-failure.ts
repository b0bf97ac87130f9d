/** What pg throws for an error of PostgreSQL: the use cases go by the code. */
export class DatabaseFailure extends Error {
  override readonly name = 'DatabaseFailure';
  readonly code: string;
  readonly constraint: string | undefined;

  constructor(code: string, message: string, constraint?: string) {
    super(message);
    this.code = code;
    this.constraint = constraint;
  }
}

export const uniqueViolation = (constraint: string) =>
  new DatabaseFailure('23505', `duplicate key value violates unique constraint "${constraint}"`, constraint);
export const foreignKeyViolation = (constraint: string) =>
  new DatabaseFailure('23503', `violates foreign key constraint "${constraint}"`, constraint);
export const checkViolation = (constraint: string) =>
  new DatabaseFailure('23514', `violates check constraint "${constraint}"`, constraint);
export const deadlock = () => new DatabaseFailure('40P01', 'deadlock detected');
export const connectionLost = () => new DatabaseFailure('57P01', 'terminating connection');
