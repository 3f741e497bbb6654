// SPDX-License-Identifier: Apache-2.0
// zod/values.ts: what generated schemas are made of.
#pragma once

#include <string_view>

namespace whimbrel::codegen {

constexpr std::string_view k_zod_values = R"(import { z } from "zod";

/** Digits and how many of them are behind the point; nothing of what is no finite number. */
function decimal(value: string | number | bigint): { digits: bigint; scale: number } | undefined {
  const parts = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?\s*$/i.exec(String(value));
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts ?? [];
  if (whole + fraction === "") return undefined;
  return { digits: BigInt(whole + fraction) * (sign === "-" ? -1n : 1n), scale: fraction.length - Number(exponent) };
}

function at(value: { digits: bigint; scale: number }, scale: number): bigint {
  return value.digits * 10n ** BigInt(scale - value.scale);
}

/** Exact: below, at or above 0; NaN where either is no finite number. */
function compare(one: string | number | bigint, other: string | number | bigint): number {
  const [a, b] = [decimal(one), decimal(other)];
  if (a === undefined || b === undefined) return Number.NaN;
  const scale = Math.max(a.scale, b.scale);
  const [left, right] = [at(a, scale), at(b, scale)];
  return left < right ? -1 : left > right ? 1 : 0;
}

type Numeric = string | number | bigint;
type Refined<T> = z.ZodEffects<z.ZodType<T>, T, T>;
const refined = <T>(schema: z.ZodType<T>, holds: (value: T) => boolean, message: string): Refined<T> => schema.refine(holds, { message });

/** What a column makes of a value before it is compared: nothing, its scale, what a real holds; of a moment, a number. */
type Kept<T = Numeric> = (value: T) => Numeric;
export const same: Kept = (value) => value;
export const single: Kept = (value) => Math.fround(Number(value));
export const scaled =
  (scale: number): Kept =>
  (value) => {
    const number = decimal(value);
    if (number === undefined || number.scale <= scale) return value;
    const unit = 10n ** BigInt(number.scale - scale);
    const size = number.digits < 0n ? -number.digits : number.digits;
    const rounded = (size + unit / 2n) / unit;
    return `${number.digits < 0n ? -rounded : rounded}e${-scale}`;
  };

type Moment = Date | string;
/** Microseconds since 2000, of a text that every server reads alike, whatever its settings; of any other it judges itself. */
const since2000 = (value: Moment, form: RegExp): Numeric => {
  const [, year = "", month = "", day = "", hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] = form.exec(String(value)) ?? [];
  const days = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (Number(year) < 100 || new Date(days).getUTCDate() !== Number(day) || Math.max(Number(hour) - 23, Number(minute) - 59, Number(second) - 59) > 0) return "NaN";
  const away = zone === "Z" ? 0 : Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4) || "0");
  const seconds = Number(hour) * 3600 + (Number(minute) - (zone.startsWith("-") ? -away : away)) * 60 + Number(second);
  return BigInt(days / 1000 - 946684800 + seconds) * 1000000n + BigInt(fraction.padEnd(6, "0"));
};
export const date: Kept<Moment> = (value) => (value instanceof Date ? "NaN" : since2000(value, /^(\d{4})-(\d\d)-(\d\d)$/));
export const timestamp: Kept<Moment> = (value) =>
  value instanceof Date ? "NaN" : since2000(value, /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?)?$/);
export const timestamptz: Kept<Moment> = (value) =>
  value instanceof Date
    ? Number.isNaN(value.getTime()) ? "NaN" : BigInt(value.getTime() - 946684800000) * 1000n
    : since2000(value, /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(Z|[+-](?:0\d|1[0-4])(?::[0-5]\d)?)$/);
/** Of timestamp(digits). */
export const rounded =
  (read: Kept<Moment>, digits: number): Kept<Moment> =>
  (value) => {
    const moment = read(value);
    if (typeof moment !== "bigint") return moment;
    const unit = 10n ** BigInt(6 - digits);
    const size = ((moment < 0n ? -moment : moment) + unit / 2n) / unit * unit;
    return moment < 0n ? -size : size;
  };

/** A bound holds of what is no finite number: the server judges that. */
export const less = <T extends Numeric>(schema: z.ZodType<T>, than: string, kept = same) =>
  refined(schema, (value) => !(compare(kept(value), than) >= 0), `must be less than ${than}`);
export const lessOrEqual = <T extends Numeric>(schema: z.ZodType<T>, than: string, kept = same) =>
  refined(schema, (value) => !(compare(kept(value), than) > 0), `must be less than or equal to ${than}`);
export const greater = <T extends Numeric>(schema: z.ZodType<T>, than: string, kept = same) =>
  refined(schema, (value) => !(compare(kept(value), than) <= 0), `must be greater than ${than}`);
export const greaterOrEqual = <T extends Numeric>(schema: z.ZodType<T>, than: string, kept = same) =>
  refined(schema, (value) => !(compare(kept(value), than) < 0), `must be greater than or equal to ${than}`);
export const oneOf = <T extends Numeric>(schema: z.ZodType<T>, values: readonly string[], kept = same) =>
  refined(schema, (value) => decimal(value) === undefined || values.some((each) => compare(kept(value), each) === 0), "is invalid");
export const noneOf = <T extends Numeric>(schema: z.ZodType<T>, values: readonly string[], kept = same) =>
  refined(schema, (value) => !values.some((each) => compare(kept(value), each) === 0), "is invalid");

const refuses = (is: string, order: number): boolean | undefined =>
  ({
    "less than": order >= 0,
    "less than or equal to": order > 0,
    "greater than": order <= 0,
    "greater than or equal to": order < 0,
    "equal to": order !== 0 && !Number.isNaN(order),
    "not equal to": order === 0,
  })[is];
/** Of a moment, and one that is given with as many digits as it needs. */
export const moments = <T extends Moment>(schema: z.ZodType<T>, is: string, than: string, read: Kept<Moment>, kept = read) =>
  refined(schema, (value) => !refuses(is, compare(kept(value), read(than))), `must be ${is} ${than}`);

/** Two columns of a row; of one that is absent, or NULL, nothing is asked. */
export const compared =
  <T = Numeric, U = Numeric>(one: string, is: string, other: string, kept = same as Kept<T>, otherKept = same as Kept<U>) =>
  (row: Record<string, unknown>, context: z.RefinementCtx): void => {
    const [left, right] = [row[one], row[other]];
    if (left === null || left === undefined || right === null || right === undefined) return;
    if (refuses(is, compare(kept(left as T), otherKept(right as U))))
      context.addIssue({ code: z.ZodIssueCode.custom, path: [one], message: `must be ${is} ${other}` });
  };

/** Columns that are named as what every object has, like constructor, are there where they are an object's own. */
export const own = <T extends z.ZodTypeAny>(schema: T) =>
  z.preprocess((value) => (typeof value === "object" && value !== null && !Array.isArray(value) ? Object.assign(Object.create(null), value) : value), schema);

/** numeric(digits, scale): what is behind the scale is rounded away first. */
export const precision = <T extends Numeric>(schema: z.ZodType<T>, digits: number, scale: number) =>
  refined(
    schema,
    (value) => {
      const number = decimal(value);
      if (number === undefined) return true;
      const size = number.digits < 0n ? { ...number, digits: -number.digits } : number;
      const bound = { digits: 10n ** BigInt(digits + 1) - 5n, scale: scale + 1 };
      const common = Math.max(size.scale, bound.scale);
      return at(size, common) < at(bound, common);
    },
    `must have at most ${digits - scale} digit(s) before the decimal point`,
  );

export const integer = (least: number, most: number) =>
  z.number().int().gte(least, { message: `must be greater than or equal to ${least}` }).lte(most, { message: `must be less than or equal to ${most}` });
export const bigint = () =>
  lessOrEqual(
    greaterOrEqual(z.union([z.bigint(), z.number().int().safe(), z.string().regex(/^\s*[+-]?\d+\s*$/, { message: "is invalid" })]), "-9223372036854775808"),
    "9223372036854775807",
  );
export const numeric = () =>
  z.union([z.number(), z.string().refine((value) => decimal(value) !== undefined || /^\s*([+-]?inf(inity)?|nan)\s*$/i.test(value), { message: "is invalid" })]);

const characters = (value: string): number => [...value].length;
/** Text that PostgreSQL can hold: without a NUL. */
export const text = () => z.string().refine((value) => !value.includes("\0"), { message: "is invalid" });
/** Blanks beyond a type's length are cut off without a word. */
export const atMost = <T extends string>(schema: z.ZodType<T>, length: number) =>
  refined(schema, (value) => /^ *$/.test([...value].slice(length).join("")), `should be at most ${length} character(s)`);
export const notLonger = <T extends string>(schema: z.ZodType<T>, length: number) =>
  refined(schema, (value) => characters(value) <= length, `should be at most ${length} character(s)`);
export const atLeast = <T extends string>(schema: z.ZodType<T>, length: number) =>
  refined(schema, (value) => characters(value) >= length, `should be at least ${length} character(s)`);
export const notBlank = <T extends string>(schema: z.ZodType<T>) => refined(schema, (value) => !/^ *$/.test(value), "can't be blank");
export const among = <T extends string>(schema: z.ZodType<T>, values: readonly string[]) =>
  refined(schema, (value) => values.includes(value), "is invalid");
export const notAmong = <T extends string>(schema: z.ZodType<T>, values: readonly string[]) =>
  refined(schema, (value) => !values.includes(value), "is invalid");

/** Found in what the type keeps of the text, which are `length` characters; of what is not ASCII, where only that is known here, the server judges. */
const isFound = (value: string, pattern: RegExp, length: number, known: string): boolean | undefined =>
  known === "ascii" && /[^\x00-\x7f]/.test(value) ? undefined : pattern.test([...value].slice(0, length).join(""));
export const matches = <T extends string>(schema: z.ZodType<T>, pattern: RegExp, length = Infinity, known = "all") =>
  refined(schema, (value) => isFound(value, pattern, length, known) !== false, "has invalid format");
export const matchesNot = <T extends string>(schema: z.ZodType<T>, pattern: RegExp, length = Infinity, known = "all") =>
  refined(schema, (value) => isFound(value, pattern, length, known) !== true, "has invalid format");

/** Every form that PostgreSQL takes: with braces, without hyphens, in capitals. */
export const uuid = () => z.string().regex(/^(?:\{(?:[0-9a-f]{4}-?){7}[0-9a-f]{4}\}|(?:[0-9a-f]{4}-?){7}[0-9a-f]{4})$/i, { message: "is invalid" });
export const moment = () => z.union([z.date(), text()]);
export const bytes = () => z.instanceof(Uint8Array);
/** A document as its text: JSON.stringify(…). */
export const json = () =>
  z.string().refine(
    (value) => {
      try {
        JSON.parse(value);
        return true;
      } catch {
        return false;
      }
    },
    { message: "is invalid" },
  );
)";

}  // namespace whimbrel::codegen
