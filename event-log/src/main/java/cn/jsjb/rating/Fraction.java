package cn.jsjb.rating;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact fraction. Kept as given, so that numerator and denominator can be counted again; compared by value. Rounding happens once,
 * where a person reads it, half up (rule C-5).
 *
 * @param denominator greater than 0
 */
public record Fraction(BigInteger numerator, BigInteger denominator) implements Comparable<Fraction> {
  public static final Fraction ZERO = of(0, 1);

  public Fraction {
    if (denominator.signum() <= 0) {
      throw new ArithmeticException("a denominator is greater than 0, not " + denominator);
    }
  }

  public static Fraction of(long numerator, long denominator) { return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator)); }

  public static Fraction of(BigDecimal number) {
    return number.scale() <= 0 ? new Fraction(number.toBigIntegerExact(), BigInteger.ONE) : new Fraction(number.unscaledValue(), BigInteger.TEN.pow(number.scale()));
  }

  public Fraction plus(Fraction other) {
    return new Fraction(numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)), denominator.multiply(other.denominator)).reduced();
  }

  public Fraction times(Fraction other) { return new Fraction(numerator.multiply(other.numerator), denominator.multiply(other.denominator)).reduced(); }

  public Fraction reduced() {
    BigInteger divisor = numerator.gcd(denominator);
    return divisor.equals(BigInteger.ONE) || divisor.signum() == 0 ? this : new Fraction(numerator.divide(divisor), denominator.divide(divisor));
  }

  /** Rounded half up to this many decimals. */
  public BigDecimal rounded(int decimals) {
    return new BigDecimal(numerator).divide(new BigDecimal(denominator), decimals, RoundingMode.HALF_UP);
  }

  /** In percent with two decimals, as people write a rate: {@code 96.17}. */
  public BigDecimal percent() { return times(of(100, 1)).rounded(2); }

  @Override public int compareTo(Fraction other) { return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator)); }

  @Override public String toString() { return numerator + "/" + denominator; }
}
