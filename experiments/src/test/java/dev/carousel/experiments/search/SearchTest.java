package dev.carousel.experiments.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.Refusal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Combinations of settings: by grid, at random and by Sobol's sequence. */
class SearchTest {
  private static Space space(String... namesAndValues) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      texts.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Space.parse(texts);
  }

  private static final Space MIXED =
      space(
          "units",
          "16..256:log:integer",
          "cell",
          "lstm,gru",
          "optimizer",
          "adam:lr=1e-4..1e-1:log,sgd");

  private static List<String> written(List<Map<String, String>> settings) {
    return settings.stream()
        .map(one -> one.entrySet().stream().map(Object::toString).collect(Collectors.joining(" ")))
        .toList();
  }

  @Test
  void gridsHoldEveryCombinationInOrder() {
    List<Map<String, String>> grid =
        Grid.of(space("cell", "lstm,gru", "units", "32,64", "layers", "1"));
    assertEquals(
        List.of(
            "cell=lstm units=32 layers=1",
            "cell=lstm units=64 layers=1",
            "cell=gru units=32 layers=1",
            "cell=gru units=64 layers=1"),
        written(grid));
  }

  @ParameterizedTest
  @EnumSource(names = {"RANDOM", "SOBOL"})
  void pointsAreDifferentAndInTheOrderOfTheSpace(SearchMethod method) {
    List<Map<String, String>> found = method.settings(MIXED, 200, 7);
    assertEquals(200, new HashSet<>(found).size());
    assertEquals(List.of("units", "cell", "optimizer"), List.copyOf(found.get(0).keySet()));
    for (Map<String, String> one : found) {
      int units = Integer.parseInt(one.get("units"));
      assertTrue(units >= 16 && units <= 256, one::toString);
      assertTrue(
          String.valueOf(one.get("optimizer")).matches("sgd|adam:lr=0\\.\\d+"), one::toString);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameArgumentsGiveTheSame(SearchMethod method) {
    Space small = space("cell", "lstm,gru", "units", "32,64");
    assertEquals(method.settings(small, 4, 1), method.settings(small, 4, 1));
    assertEquals(4, new HashSet<>(method.settings(small, 4, 1)).size());
  }

  @ParameterizedTest
  @EnumSource(names = {"RANDOM", "SOBOL"})
  void moreBeginWithFewerAndSeedsDiffer(SearchMethod method) {
    assertEquals(method.settings(MIXED, 10, 3), method.settings(MIXED, 50, 3).subList(0, 10));
    assertNotEquals(method.settings(MIXED, 10, 3), method.settings(MIXED, 10, 4));
  }

  /** What there is of one setting does not depend on the others. */
  @Test
  void anotherSettingChangesNoRandomValue() {
    List<Map<String, String>> alone = RandomSearch.of(space("lr", "0..1"), 20, 5);
    List<Map<String, String>> both = RandomSearch.of(space("x", "0..9", "lr", "0..1"), 20, 5);
    assertEquals(
        alone.stream().map(one -> one.get("lr")).toList(),
        both.stream().map(one -> one.get("lr")).toList());
    assertNotEquals(
        both.stream().map(one -> one.get("lr")).toList(),
        RandomSearch.of(space("x", "0..1", "lr", "0..1"), 20, 5).stream()
            .map(one -> one.get("x"))
            .toList());
  }

  /** One of 64 points in each 64th of each range, and in each of the 8 by 8 squares. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void sobolsPointsAreEven(long seed) {
    List<Map<String, String>> points = Sobol.of(space("x", "0..64", "y", "0..64"), 64, seed);
    HashSet<Integer> columns = new HashSet<>();
    HashSet<Integer> rows = new HashSet<>();
    HashSet<Integer> squares = new HashSet<>();
    for (Map<String, String> point : points) {
      int x = (int) Double.parseDouble(point.get("x"));
      int y = (int) Double.parseDouble(point.get("y"));
      columns.add(x);
      rows.add(y);
      squares.add(x / 8 * 8 + y / 8);
    }
    assertEquals(64, columns.size());
    assertEquals(64, rows.size());
    assertEquals(64, squares.size());
  }

  /** Without a shift, the first point would be the lowest corner whatever the seed. */
  @Test
  void theFirstOfSobolsPointsIsAnywhere() {
    Space range = space("x", "0..1");
    long low =
        LongStream.range(0, 100)
            .filter(seed -> number(Sobol.of(range, 1, seed).get(0)) < 0.5)
            .count();
    assertEquals(50, low, 20);
  }

  private static double number(Map<String, String> point) {
    return Double.parseDouble(String.valueOf(point.get("x")));
  }

  /** Four values of two settings: each pair once in 16 points. */
  @Test
  void sobolsPointsOfListsAreEvenToo() {
    List<Map<String, String>> points = Sobol.of(space("x", "a,b,c,d", "y", "a,b,c,d"), 4, 1);
    assertEquals(4, points.stream().map(p -> p.get("x")).distinct().count());
    assertEquals(4, points.stream().map(p -> p.get("y")).distinct().count());
  }

  /** A half of the range has half of the random points, give or take four standard deviations. */
  @Test
  void randomPointsAreUniform() {
    List<Map<String, String>> points =
        RandomSearch.of(space("x", "0..1", "y", "1e-4..1:log"), 1000, 1);
    assertEquals(
        500, points.stream().filter(p -> Double.parseDouble(p.get("x")) < 0.5).count(), 63);
    assertEquals(
        500, points.stream().filter(p -> Double.parseDouble(p.get("y")) < 0.01).count(), 63);
  }

  /** Points find the last ones of a small space rarely, or never. */
  @ParameterizedTest
  @EnumSource(names = {"RANDOM", "SOBOL"})
  void allOfASmallSpaceAreFound(SearchMethod method) {
    Space rare = space("x", "a:n=1..300:log:integer,b,c,d,e,f,g,h", "only", "one");
    assertEquals(OptionalLong.of(307), rare.size());
    List<Map<String, String>> all = method.settings(rare, 307, 1);
    assertEquals(307, new HashSet<>(all).size());
    assertEquals(1, method.settings(space("only", "one"), 1, 1).size());
  }

  @ParameterizedTest
  @EnumSource(names = {"RANDOM", "SOBOL"})
  void moreThanThereAreAreRefused(SearchMethod method) {
    Refusal.of(
        "5 of 4 combinations",
        () -> method.settings(space("cell", "lstm,gru", "units", "32,64"), 5, 1),
        "fewer combinations",
        "at most 4",
        "5",
        "grid");
    Refusal.of("0 trials", () -> method.settings(MIXED, 0, 1), "out of range", "1 to 100000", "0");
    Refusal.of("many trials", () -> method.settings(MIXED, 1_000_000_000, 1), "1 to 100000");
  }

  @Test
  void gridsThatCannotBeMadeAreRefused() {
    Refusal.of(
        "a grid of 1e-4..1e-1:log",
        () -> Grid.of(space("lr", "1e-4..1e-1:log")),
        "A grid needs a number of points from the range of lr.",
        "a list of values, or 0.0001..0.1:log:points=5");
    Refusal.of(
        "a grid of 16..256:log:integer",
        () -> Grid.of(space("units", "16..256:log:integer")),
        "16..256:log:integer:points=5");
    Refusal.of(
        "a grid of 1..1000:integer by 1..101:integer",
        () -> Grid.of(space("a", "1..1000:integer", "b", "1..101:integer")),
        "too many combinations",
        "at most 100000",
        "101000");
    Refusal.of(
        "a grid of 1..1e12:integer", () -> Grid.of(space("a", "1..1e12:integer")), "1000000000000");
    Refusal.of(
        "a grid of a:b=1..1e4:integer,c=1..1e4:integer",
        () -> Grid.of(space("a", "a:b=1..1e4:integer,c=1..1e4:integer")),
        "100000000");
    assertEquals(100_000, Grid.of(space("a", "1..100000:integer")).size());
  }

  @Test
  void spacesWithoutSettingsAreRefused() {
    Refusal.of("no settings", () -> Space.parse(Map.of()), "no setting to try values of");
    assertEquals(
        OptionalLong.of(Long.MAX_VALUE),
        space("a", "1..9e15:integer", "b", "1..9e15:integer").size());
  }

  @Test
  void tooManyDimensionsForSobolAreRefused() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i <= 1000; i++) {
      texts.put("x" + i, "0..1");
    }
    Refusal.of(
        "1,001 ranges",
        () -> Sobol.of(Space.parse(texts), 2, 1),
        "at most 1000",
        "1001",
        "at random");
    texts.remove("x0");
    assertEquals(2, Sobol.of(Space.parse(texts), 2, 1).size());
  }

  @Test
  void methodsHaveNames() {
    assertEquals(SearchMethod.SOBOL, SearchMethod.of("sobol"));
    assertTrue(SearchMethod.RANDOM.isCounted() && !SearchMethod.GRID.isCounted());
    Refusal.of(
        "gird",
        () -> SearchMethod.of("gird"),
        "There is no way 'gird' to search settings.",
        "did you mean 'grid'? (valid: grid, random, sobol)");
  }
}
