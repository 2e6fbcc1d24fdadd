export function forgetPages(): void;
export function pageSeen(template: string): void;
export function pagesNotSeen(): string[];
