export const ALPHABET: string;
