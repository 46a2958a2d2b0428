package dev.carousel.benchmarks.accuracy;

import dev.carousel.cli.reproduce.LabelledImages;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Makes data for {@code benchmarks/accuracy}. */
public final class DataMain {
  private static final int USAGE = 2;

  private DataMain() {}

  /**
   * Writes one file, and says on standard output what can be reached with it.
   *
   * @param args {@code panel FILE.csv}, {@code processes FILE.csv}, or {@code images IMAGES.gz
   *     LABELS.gz FILE.npz}
   */
  public static void main(String[] args) throws IOException {
    System.exit(run(System.out, args));
  }

  /** The exit code: 0, or 2 for a wrong request. */
  static int run(PrintStream out, String... args) throws IOException {
    String what = args.length == 0 ? "" : args[0];
    if (what.equals("panel") && args.length == 2) {
      List<Panel.Row> rows = Panel.rows();
      Panel.write(rows, Path.of(args[1]));
      out.printf(
          Locale.ROOT, "floor mae %.4f mape %.4f%n", Panel.floor(rows), Panel.floorPercent(rows));
      return 0;
    }
    if (what.equals("processes") && args.length == 2) {
      List<Processes.Sequence> sequences = Processes.sequences();
      Processes.write(sequences, Path.of(args[1]));
      out.printf(Locale.ROOT, "best accuracy %.4f%n", Processes.bestAccuracy(sequences));
      return 0;
    }
    if (what.equals("images") && args.length == 4) {
      LabelledImages.convert(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
      return 0;
    }
    out.println("expected: panel FILE, processes FILE, or images IMAGES LABELS FILE");
    return USAGE;
  }
}
