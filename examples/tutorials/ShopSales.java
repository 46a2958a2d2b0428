import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;

/**
 * Makes the table of docs/csv-to-forecast.md: three years of daily sales in three shops of
 * different sizes, with a weekly and a yearly cycle, and noise of 4 % of a shop's level.
 *
 * <p>{@code java examples/tutorials/ShopSales.java sales.csv}
 */
public final class ShopSales {
  private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
  private static final int DAYS = 3 * 365;
  private static final String[] SHOPS = {"harbour", "market", "station"};
  private static final double[] LEVELS = {40, 300, 1200};
  private static final double[] WEEK = {1.0, 0.9, 0.95, 1.0, 1.2, 1.4, 0.55};

  private ShopSales() {}

  /** Writes the table to the file that is named. */
  public static void main(String[] args) throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("day,shop,sales\n");
    for (int shop = 0; shop < SHOPS.length; shop++) {
      for (int i = 0; i < DAYS; i++) {
        LocalDate day = FIRST.plusDays(i);
        double year = 1 + 0.2 * Math.sin(2 * Math.PI * day.getDayOfYear() / 365);
        double noise = 1 + 0.04 * random.nextGaussian();
        double sales = LEVELS[shop] * WEEK[day.getDayOfWeek().getValue() - 1] * year * noise;
        rows.append(String.format(Locale.ROOT, "%s,%s,%.1f%n", day, SHOPS[shop], sales));
      }
    }
    Files.writeString(Path.of(args[0]), rows.toString().replace("\r\n", "\n"));
  }
}
