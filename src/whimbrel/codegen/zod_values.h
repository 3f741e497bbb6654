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

/** A bound holds of what is no finite number: the server judges that. */
export const less = <T extends Numeric>(schema: z.ZodType<T>, than: string) =>
  refined(schema, (value) => !(compare(value, than) >= 0), `must be less than ${than}`);
export const lessOrEqual = <T extends Numeric>(schema: z.ZodType<T>, than: string) =>
  refined(schema, (value) => !(compare(value, than) > 0), `must be less than or equal to ${than}`);
export const greater = <T extends Numeric>(schema: z.ZodType<T>, than: string) =>
  refined(schema, (value) => !(compare(value, than) <= 0), `must be greater than ${than}`);
export const greaterOrEqual = <T extends Numeric>(schema: z.ZodType<T>, than: string) =>
  refined(schema, (value) => !(compare(value, than) < 0), `must be greater than or equal to ${than}`);
export const oneOf = <T extends Numeric>(schema: z.ZodType<T>, values: readonly string[]) =>
  refined(schema, (value) => decimal(value) === undefined || values.some((each) => compare(value, each) === 0), "is invalid");
export const noneOf = <T extends Numeric>(schema: z.ZodType<T>, values: readonly string[]) =>
  refined(schema, (value) => !values.some((each) => compare(value, each) === 0), "is invalid");

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
