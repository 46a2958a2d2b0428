package dev.carousel.benchmarks.accuracy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Daily sales of shops of very different sizes, whose best forecast is known.
 *
 * <p>Sales of a shop of kind k and level L on day t are {@code L (1 + w_k(weekday) + a_k sin(2 pi
 * (yearday / 366 - b_k)) + p_k promotion_t + u_t)} with {@code u_t = 0.7 u_(t-1) + 0.05 e_t} and
 * normally distributed e. Levels reach from 10 to 10,000. Some days are not in the table. The best
 * forecast of the next day knows all but e; its error is the noise floor.
 */
final class Panel {
  static final int SHOPS = 300;
  static final int DAYS = 730;

  /** The last days of all shops, on which forecasts are measured. */
  static final int TEST = 60;

  static final double MEMORY = 0.7;
  static final double NOISE = 0.05;

  private static final long SEED = 1;
  private static final LocalDate FIRST = LocalDate.of(2022, 1, 1);
  private static final double SHARE_MISSING = 0.02;
  private static final double SHARE_PROMOTED = 0.1;

  private static final List<String> KINDS = List.of("kiosk", "grocer", "bakery", "garden");

  /** From Monday to Sunday, for each kind. */
  private static final double[][] WEEKDAY = {
    {0.1, 0.1, 0.1, 0.1, 0.2, -0.2, -0.4},
    {-0.2, -0.1, 0, 0, 0.2, 0.4, -0.3},
    {-0.3, -0.1, -0.1, 0, 0, 0.2, 0.3},
    {-0.1, -0.2, -0.1, -0.2, 0.1, 0.4, 0.1},
  };

  private static final double[] SEASON = {0.05, 0.1, 0.1, 0.3};
  private static final double[] PHASE = {0, 0.7, 0.9, 0.2};
  private static final double[] PROMOTION = {0.1, 0.4, 0.2, 0.3};

  /**
   * A row of the table.
   *
   * @param best the best forecast of its sales from the rows before it; NaN for a shop's first row
   */
  record Row(String shop, String kind, LocalDate day, boolean promoted, double sales, double best) {
    /** Whether it is one of the last {@link #TEST} days. */
    boolean isTest() {
      return !day.isBefore(FIRST.plusDays(DAYS - TEST));
    }
  }

  private Panel() {}

  /** The rows, shop by shop in order of time; the same in every call. */
  static List<Row> rows() {
    Random random = new Random(SEED);
    List<Row> rows = new ArrayList<>();
    for (int shop = 0; shop < SHOPS; shop++) {
      rows(shop, random, rows);
    }
    return rows;
  }

  private static void rows(int shop, Random random, List<Row> rows) {
    int kind = shop % KINDS.size();
    double level = 10 * Math.pow(1000, random.nextDouble());
    String name = String.format(Locale.ROOT, "shop-%03d", shop);
    int opened = random.nextInt(200);
    double noise = NOISE / Math.sqrt(1 - MEMORY * MEMORY) * random.nextGaussian();
    double expected = Double.NaN;
    for (int t = opened; t < DAYS; t++) {
      LocalDate day = FIRST.plusDays(t);
      noise = MEMORY * noise + NOISE * random.nextGaussian();
      expected *= MEMORY;
      boolean isPromoted = random.nextDouble() < SHARE_PROMOTED;
      if (random.nextDouble() < SHARE_MISSING) {
        continue; // what is expected of the noise goes on falling
      }
      double known = 1 + calendar(kind, day) + (isPromoted ? PROMOTION[kind] : 0);
      rows.add(
          new Row(
              name,
              KINDS.get(kind),
              day,
              isPromoted,
              level * (known + noise),
              level * (known + expected)));
      expected = noise;
    }
  }

  private static double calendar(int kind, LocalDate day) {
    double year = day.getDayOfYear() / 366.0;
    return WEEKDAY[kind][day.getDayOfWeek().getValue() - 1]
        + SEASON[kind] * StrictMath.sin(2 * Math.PI * (year - PHASE[kind]));
  }

  /** Writes a CSV file: shop, kind, day, promoted and sales. */
  static void write(List<Row> rows, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("shop,kind,day,promoted,sales\n");
      for (Row row : rows) {
        out.write(
            String.format(
                Locale.ROOT,
                "%s,%s,%s,%d,%.4f\n",
                row.shop,
                row.kind,
                row.day,
                row.promoted ? 1 : 0,
                row.sales));
      }
    }
  }

  /** The mean absolute error of the best forecast of the test rows. */
  static double floor(List<Row> rows) {
    return rows.stream()
        .filter(Row::isTest)
        .mapToDouble(row -> Math.abs(row.sales - row.best))
        .average()
        .orElseThrow();
  }

  /** The mean absolute error of the same in percent of the sales. */
  static double floorPercent(List<Row> rows) {
    return 100
        * rows.stream()
            .filter(Row::isTest)
            .mapToDouble(row -> Math.abs(row.sales - row.best) / Math.abs(row.sales))
            .average()
            .orElseThrow();
  }
}
