package dev.carousel.cli.compare;

/** A quantity that reports are compared by. */
enum Criterion {
  LOSS("validLoss", "validation loss", "nats per symbol, or a mean square", Aim.LESS),
  PARAMETERS("parameters", "parameters", "numbers", Aim.NONE),
  CLIPPED("clippedShare", "clipped share", "of updates", Aim.LESS, Resolution.SHARE),
  CHUNK("shortestChunk", "shortest chunk", "steps", Aim.LESS),
  LYAPUNOV("largestLyapunovExponent", "Lyapunov exponent", "nats per step", Aim.ZERO),
  SPECTRAL_RADIUS("spectralRadius", "spectral radius", "modulus", Aim.NONE),
  SHUT("shutShare", "shut", "of steps and units", Aim.LESS, Resolution.SHARE),
  OPEN("openShare", "open", "of steps and units", Aim.NONE, Resolution.SHARE),
  GROWTH("growthPerStep", "growth per step", "nats per step", Aim.ZERO),
  HORIZON("horizon", "horizon", "steps", Aim.MORE),
  ONE_PERCENT("horizonOnePercent", "lag of 1 %", "steps", Aim.MORE),
  MEAN_LAG("meanLag", "mean lag", "steps", Aim.MORE),
  VERDICT("verdict", "verdict", "", Aim.NONE),
  CAROUSEL("carouselShare", "carousel", "of the gradient", Aim.ONE, Resolution.SHARE),
  TIME_SCALE("longestTimeScale", "longest time-scale", "steps", Aim.MORE),
  SATURATED("saturatedShare", "saturated share", "of steps and units", Aim.LESS, Resolution.SHARE),
  DEAD("deadUnits", "dead units", "units", Aim.LESS),
  DRIFT("drift", "drift", "of the norm per step", Aim.ZERO, Resolution.DRIFT);

  /** Which way is better. */
  private enum Aim {
    MORE,
    LESS,
    /** The nearer to 0 the better. */
    ZERO,
    /** The nearer to 1 the better. */
    ONE,
    /** Neither. */
    NONE
  }

  /** What differs by less is the same; other numbers without an interval: by a share of them. */
  private static final class Resolution {
    static final double SHARE = 0.005;
    static final double DRIFT = 0.001;
  }

  private final String key;
  private final String words;
  private final String unit;
  private final Aim aim;
  private final double resolution;

  Criterion(String key, String words, String unit, Aim aim) {
    this(key, words, unit, aim, 0);
  }

  Criterion(String key, String words, String unit, Aim aim, double resolution) {
    this.key = key;
    this.words = words;
    this.unit = unit;
    this.aim = aim;
    this.resolution = resolution;
  }

  /** In JSON. */
  String key() {
    return key;
  }

  /** In a table. */
  String words() {
    return words;
  }

  String unit() {
    return unit;
  }

  /** What differs by less is the same, if no sampling error is known. */
  double resolution() {
    return resolution;
  }

  /** Whether it is judged by its sampling error alone. */
  boolean isTested() {
    return this == GROWTH || this == LYAPUNOV;
  }

  /** Whether neither way is better. */
  boolean isWithoutAim() {
    return aim == Aim.NONE;
  }

  /** What a difference is. */
  Trend direction(Figure before, Figure after) {
    double gain = merit(after.value()) - merit(before.value());
    return aim == Aim.NONE ? Trend.DIFFERENT : gain > 0 ? Trend.BETTER : Trend.WORSE;
  }

  private double merit(double value) {
    return switch (aim) {
      case MORE -> value;
      case LESS -> -value;
      case ZERO -> -Math.abs(value);
      case ONE -> -Math.abs(value - 1);
      case NONE -> 0;
    };
  }
}
