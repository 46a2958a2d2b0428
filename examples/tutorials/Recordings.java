import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Makes the recordings of docs/classify-recordings.md: files of 40 to 80 steps from two axes of a
 * sensor, which somebody wore at rest, walking or running.
 *
 * <p>{@code java examples/tutorials/Recordings.java recordings}
 */
public final class Recordings {
  private static final String[] ACTIVITIES = {"rest", "run", "walk"};
  private static final double[] STEPS_OF_A_CYCLE = {1e9, 6, 12};
  private static final int FILES = 40;
  private static final int NEW = 5;

  private Recordings() {}

  /** Writes a folder for each activity, and one of files without a label, to the folder named. */
  public static void main(String[] args) throws IOException {
    Random random = new Random(1);
    Path root = Path.of(args[0]);
    for (int activity = 0; activity < ACTIVITIES.length; activity++) {
      Path folder = Files.createDirectories(root.resolve(ACTIVITIES[activity]));
      for (int file = 1; file <= FILES; file++) {
        write(folder.resolve(String.format("%02d.csv", file)), activity, random);
      }
      Path unknown = Files.createDirectories(root.resolveSibling(args[1]));
      for (int file = 1; file <= NEW; file++) {
        write(unknown.resolve(ACTIVITIES[activity] + file + ".csv"), activity, random);
      }
    }
  }

  private static void write(Path file, int activity, Random random) throws IOException {
    StringBuilder rows = new StringBuilder("x,y\n");
    double phase = 6 * random.nextDouble();
    double swing = 0.7 + 0.6 * random.nextDouble();
    int steps = 40 + random.nextInt(41);
    for (int step = 0; step < steps; step++) {
      double angle = phase + 2 * Math.PI * step / STEPS_OF_A_CYCLE[activity];
      double x = swing * Math.sin(angle) + 0.4 * random.nextGaussian();
      double y = swing * Math.cos(angle) + 0.4 * random.nextGaussian();
      rows.append(String.format(Locale.ROOT, "%.3f,%.3f\n", x, y));
    }
    Files.writeString(file, rows);
  }
}
