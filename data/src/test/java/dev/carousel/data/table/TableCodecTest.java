package dev.carousel.data.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.DataCodec;
import dev.carousel.data.source.Frames;
import dev.carousel.refusal.Refusal;
import dev.carousel.train.RunFolder;
import dev.carousel.train.run.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableCodecTest {
  private static final Scale SCALE = new Scale(false, 0.1, 1.0 / 3, 0, List.of(), List.of());
  private static final TableInput NUMBER = new TableInput("b \"q\"", false, SCALE, List.of());

  private static TableCodec codec(Roles roles) {
    return new TableCodec(
        roles, List.of(), List.of(NUMBER), List.of(new TableOutput("a", SCALE)), List.of());
  }

  @Test
  void comesBackEqual() {
    Scale grouped = new Scale(true, -1e300, 1, 0.25, List.of(0.1, 3.0), List.of(1.0, 2e-9));
    TableInput word = new TableInput("kind", true, null, List.of("", "x, y"));
    Roles all =
        Roles.of("a")
            .withGroup("id")
            .withTime("ts")
            .withKnown("kind", "ts")
            .withCategories("kind")
            .withCalendar(Calendar.HOUR, Calendar.YEARDAY)
            .withMissing(Missing.MASK)
            .withGaps(Gaps.INSERT)
            .withScale(Scaling.LOG)
            .withScaleBy(ScaleBy.GROUP)
            .withWindow(48)
            .withHorizon(24)
            .withAhead(2)
            .withEveryStep()
            .withShortGroups(ShortGroups.SKIP);
    TableInput number = new TableInput("n", false, grouped, List.of());
    for (DataCodec codec :
        List.of(
            codec(Roles.of("a")),
            codec(Roles.of("a").withWindow(7).withAhead(3)),
            new TableCodec(
                all,
                List.of("g", "h"),
                List.of(number, word),
                List.of(new TableOutput("a", grouped)),
                List.of()),
            new TableCodec(
                Roles.of("c").withClasses(),
                List.of(),
                List.of(NUMBER, word),
                List.of(new TableOutput("c", null)),
                List.of("no", "yes")))) {
      assertEquals(codec, DataCodec.fromJson(codec.toJson()));
    }
  }

  /** Each is right but for one place. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"spread\":0.3333333333333333 | \"spread\":0",
        "\"window\":7 | \"window\":0",
        "\"targets\":[\"a\"] | \"targets\":[]",
        "\"missing\":\"REFUSE\" | \"missing\":\"OFTEN\"",
        "\"centres\":[] | \"centres\":[1.0]",
        "\"classes\":[]} | \"classes\":[\"x\"]}",
        "\"groups\":[] | \"groups\":null"
      })
  void damagedJsonIsRefused(String right, String wrong) {
    String json = codec(Roles.of("a").withWindow(7)).toJson();
    assertTrue(json.contains(right), json);
    String damaged = json.replace(right, wrong);
    Refusal.of(
        wrong,
        () -> DataCodec.fromJson(damaged),
        "damaged",
        "one of the kinds of data: arrays, bytes, symbols, table, task, text, words",
        "copy");
  }

  @Test
  void aWordThatIsNoneOfItsKindIsToldWithThoseThatAre() {
    String json = codec(Roles.of("a").withWindow(7)).toJson();
    Refusal.of(
        () -> DataCodec.fromJson(json.replace("\"missing\":\"REFUSE\"", "\"missing\":\"OFTEN\"")),
        "found:    'OFTEN' instead of one of REFUSE, CARRY, MEAN, MASK in roles.encoding.missing");
  }

  /** The names of another build: one that is not known here, and one that is missing there. */
  @Test
  void theJsonOfAnotherBuildIsNamedAsSuch() {
    String json = codec(Roles.of("a").withWindow(7)).toJson();
    String wanted = "was written by another build of Carousel, or is damaged";
    Refusal.of(
        () -> DataCodec.fromJson(json.replace("\"gaps\":", "\"holes\":1,\"gaps\":")),
        wanted,
        "the unknown name 'holes' in roles.encoding",
        "the build that trained it");
    Refusal.of(
        () -> DataCodec.fromJson(json.replace("\"gaps\":\"KEEP\",", "")),
        wanted,
        "no 'gaps' in roles.encoding");
    Refusal.of(
        () -> DataCodec.fromJson(json.replace("\"window\":7", "\"window\":[7]")),
        "description of its data is damaged");
  }

  /** A column's statistics to the last bit, and a window that need not be there. */
  @Test
  void comesBackFromTheFileOfARun(@TempDir Path folder) throws IOException {
    Path csv =
        Files.writeString(folder.resolve("t.csv"), "a,b\n1,0.1\n3,0.7\n9,0.30000000000000004\n");
    TableDataset data = TableDataset.of(Frames.read(csv), Roles.of("b"), SplitPlan.NONE);
    RunFile file = new RunFile(Map.of("csv", "t.csv"), 0, data.identity(), data.codec());
    RunFolder run = new RunFolder(folder);
    file.write(run);
    assertEquals(file, RunFile.read(run).orElseThrow());
  }

  @Test
  void targetsLieAsFarAheadAsWasAskedFor() {
    assertEquals(3, codec(Roles.of("a").withAhead(3)).ahead());
  }

  @Test
  void scalesRestoreWhatTheyScaled() {
    Scale scale = new Scale(false, 10, 4, 0, List.of(0.0), List.of(2.0));
    assertEquals(0.5, scale.encode(12, -1));
    assertEquals(6, scale.encode(12, 0));
    assertEquals(12, scale.decode(0.5, -1));
    assertEquals(12, scale.decode(6, 0));
    Scale log = new Scale(true, 1, 2, 0, List.of(), List.of());
    assertEquals((Math.log(4) - 1) / 2, log.encode(3, -1), 1e-15);
    assertEquals((-Math.log(4) - 1) / 2, log.encode(-3, -1), 1e-15);
    for (double value : new double[] {-1e6, -0.5, 0, 1e-9, 3e7}) {
      assertEquals(
          value, log.decode(log.encode(value, -1), -1), 1e-14 * Math.max(1, Math.abs(value)));
    }
  }
}
