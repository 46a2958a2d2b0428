package dev.carousel.data.tasks;

import static dev.carousel.data.tasks.Tasks.classes;
import static dev.carousel.data.tasks.Tasks.create;
import static dev.carousel.data.tasks.Tasks.draw;
import static dev.carousel.data.tasks.Tasks.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import dev.carousel.refusal.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The tasks that are read and answered in symbols, as their papers have them. */
class SymbolTasksTest {
  private static final int DRAWS = 5000;

  /** What lies at the places of the symbols whose order counts. */
  private record Seen(List<Integer> places, List<Integer> symbols) {
    static Seen of(int[] ids, int from, int first) {
      Seen seen = new Seen(new ArrayList<>(), new ArrayList<>());
      for (int step = from; step < ids.length - from; step++) {
        if (ids[step] == first || ids[step] == first + 1) {
          seen.places.add(step);
          seen.symbols.add(ids[step] - first);
        }
      }
      return seen;
    }
  }

  /** Task 6b. */
  @Test
  void threeSymbolsHaveEightOrders() {
    Task task = create(new TemporalOrderTaskProvider(), Map.of("symbols", "3"));
    List<TreeSet<Integer>> places = List.of(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    TreeMap<Integer, Integer> answers = new TreeMap<>();
    TreeSet<Integer> lengths = new TreeSet<>();
    for (int i = 0; i < DRAWS; i++) {
      Task.Example example = draw(task, i);
      int[] ids = ids(example);
      lengths.add(ids.length);
      assertEquals(0, ids[0]);
      assertEquals(7, ids[ids.length - 1]);
      Seen seen = Seen.of(ids, 1, 5);
      assertEquals(3, seen.places.size());
      int order = 4 * seen.symbols.get(0) + 2 * seen.symbols.get(1) + seen.symbols.get(2);
      assertEquals(order, classes(example)[0]);
      answers.merge(order, 1, Integer::sum);
      for (int k = 0; k < 3; k++) {
        places.get(k).add(seen.places.get(k));
      }
    }
    assertEquals(List.of(100, 110), List.of(lengths.first(), lengths.last()));
    assertRange(10, 20, places.get(0));
    assertRange(33, 43, places.get(1));
    assertRange(66, 76, places.get(2));
    assertEquals(8, answers.size());
    answers.values().forEach(count -> assertEquals(DRAWS / 8.0, count, 100)); // 4 deviations
  }

  private static void assertRange(int least, int most, TreeSet<Integer> found) {
    assertEquals(
        List.of(least, most, most - least + 1), List.of(found.first(), found.last(), found.size()));
  }

  @Test
  void pascanusOrderHasSixSymbolsAndMixedLengths() {
    for (int symbols = 2; symbols <= 3; symbols++) {
      Map<String, String> given = Map.of("symbols", Integer.toString(symbols));
      Task task = create(new PascanuOrderTaskProvider(), given);
      TreeSet<Integer> lengths = new TreeSet<>();
      TreeSet<Integer> others = new TreeSet<>();
      TreeSet<Integer> answers = new TreeSet<>();
      int[] tenths = symbols == 2 ? new int[] {1, 5} : new int[] {1, 3, 6};
      for (int i = 0; i < DRAWS; i++) {
        Task.Example example = draw(task, i);
        int[] ids = ids(example);
        lengths.add(ids.length);
        Arrays.stream(ids).filter(id -> id > 1).forEach(others::add);
        Seen seen = Seen.of(ids, 0, 0);
        assertEquals(symbols, seen.places.size());
        int order = 0;
        for (int k = 0; k < symbols; k++) {
          int least = ids.length * tenths[k] / 10;
          int place = seen.places.get(k);
          assertTrue(place >= least && place < least + ids.length / 10, () -> "place " + place);
          order += seen.symbols.get(k) << k;
        }
        assertEquals(order, classes(example)[0]);
        answers.add(order);
      }
      assertRange(50, 200, lengths);
      assertEquals(List.of(2, 3, 4, 5), List.copyOf(others));
      assertEquals(1 << symbols, answers.size());
    }
  }

  @Test
  void asManyBsFollowAsThereWereAs() {
    Task task = create(new CountingTaskProvider(), Map.of("n", "4"));
    TreeMap<String, Integer> strings = new TreeMap<>();
    for (int i = 0; i < DRAWS; i++) {
      Task.Example example = draw(task, i);
      String read = letters(ids(example), "Sab.");
      assertEquals(read.substring(1) + ".", letters(classes(example), "Sab."));
      strings.merge(read, 1, Integer::sum);
    }
    assertEquals(List.of("Saaaabbbb", "Saaabbb", "Saabb", "Sab"), List.copyOf(strings.keySet()));
    strings.values().forEach(count -> assertEquals(DRAWS / 4.0, count, 125)); // 4 deviations
  }

  /** After the start a; after an a both; after a b another, or the end after the last. */
  @Test
  void everySymbolThatMayFollowIsLegal() {
    Task task = create(new CountingTaskProvider(), Map.of("n", "2", "targets", "legal"));
    assertEquals(new DataShape(true, 4, false, 4, Targets.Moment.EVERY_STEP), task.shape());
    TreeSet<String> strings = new TreeSet<>();
    for (int i = 0; i < 50; i++) {
      Task.Example example = draw(task, i);
      strings.add(letters(ids(example), "Sab.") + " " + legal(example, "Sab."));
    }
    assertEquals(List.of("Saabb a ab ab b .", "Sab a ab ."), List.copyOf(strings));
  }

  private static String legal(Task.Example example, String alphabet) {
    float[] may = ((Targets.Values) example.targets()).values();
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < may.length; i++) {
      assertTrue(may[i] == 0 || may[i] == 1, () -> Arrays.toString(may));
      words.append(i > 0 && i % alphabet.length() == 0 ? " " : "");
      words.append(may[i] == 1 ? alphabet.substring(i % 4, i % 4 + 1) : "");
    }
    return words.toString();
  }

  /** For a test on strings that are longer than those of training. */
  @Test
  void stringsMayStartFromALargerN() {
    Task task = create(new CountingTaskProvider(), Map.of("min-n", "11", "n", "12"));
    TreeSet<Integer> lengths = new TreeSet<>();
    for (int i = 0; i < 50; i++) {
      lengths.add(ids(draw(task, i)).length);
    }
    assertEquals(List.of(23, 25), List.copyOf(lengths));
    assertEquals(25, task.longest());
  }

  /** Validation on longer strings: n uniform in [N + 1, valid-n]. Training keeps its own. */
  @Test
  void validationMayHaveALargerN() {
    Task task = create(new CountingTaskProvider(), Map.of("n", "3", "valid-n", "5"));
    TreeSet<Integer> lengths = new TreeSet<>();
    TreeSet<Integer> validLengths = new TreeSet<>();
    for (int i = 0; i < 50; i++) {
      lengths.add(ids(draw(task, i)).length);
      validLengths.add(ids(draw(task.forValidation(), i)).length);
    }
    assertEquals(List.of(3, 5, 7), List.copyOf(lengths));
    assertEquals(List.of(9, 11), List.copyOf(validLengths));
    assertEquals(7, task.longest());
    assertEquals(11, task.forValidation().longest());
    assertEquals(task.validationSequences(), task.forValidation().validationSequences());
  }

  /** n is known of no string before its first b: H(n) = ln N, over N + 2 predictions. */
  @Test
  void theLeastLossOfCountingIsThatOfTheLength() {
    Task task = create(new CountingTaskProvider(), Map.of("n", "10"));
    assertEquals(Math.log(10) / 12, leastLoss(task, 1000), 0.005);
  }

  @Test
  void stringsOfTheGrammarEndAsTheyBegan() {
    Task task = create(new ReberTaskProvider(), Map.of());
    TreeSet<String> strings = new TreeSet<>();
    TreeMap<String, TreeSet<Character>> next = new TreeMap<>();
    for (int i = 0; i < DRAWS; i++) {
      Task.Example example = draw(task, i);
      String string = letters(ids(example), "BTPSXVE") + "E";
      assertEquals(string.substring(1), letters(classes(example), "BTPSXVE"));
      assertTrue(isReber(string), string);
      strings.add(string);
      for (int k = 3; k < Math.min(6, string.length()); k++) {
        next.computeIfAbsent(string.substring(2, k), any -> new TreeSet<>()).add(string.charAt(k));
      }
    }
    assertTrue(strings.contains("BTBPVVETE") && strings.contains("BPBTXSEPE"), strings::toString);
    assertEquals(
        Map.of(
            "B", "[P, T]", "BT", "[S, X]", "BP", "[T, V]", "BTS", "[S, X]", "BTX", "[S, X]", "BPT",
            "[T, V]", "BPV", "[P, V]"),
        asText(next));
  }

  private static Map<String, String> asText(Map<String, TreeSet<Character>> sets) {
    Map<String, String> text = new HashMap<>();
    sets.forEach((key, set) -> text.put(key, set.toString()));
    return text;
  }

  /** Reads a string by the grammar in words: an automaton of its own, by its regular expression. */
  private static boolean isReber(String string) {
    // From the state after P or X: T*, V, then V to end or P and X or S.
    String loop = "(T*VPX)*";
    String end = "(T*VV|T*VPS)";
    String inner = "B(TS*X(S|X" + loop + end + ")|P" + loop + end + ")E";
    return string.matches("BT" + inner + "TE|BP" + inner + "PE");
  }

  /** Six choices inside, one outside, over 11 predictions. */
  @Test
  void theLeastLossOfTheGrammarIsThatOfItsChoices() {
    Task task = create(new ReberTaskProvider(), Map.of("length", "200"));
    double symbols = 0;
    double choices = 0;
    for (int i = 0; i < 20_000; i++) {
      int[] ids = ids(draw(task, i));
      symbols += ids.length;
      choices +=
          ids.length - 4; // all but B, B, E, the outer symbol again, and E, which is not read
    }
    assertEquals(11, symbols / 20_000, 0.1);
    assertEquals(7 * Math.log(2) / 11, choices / symbols * Math.log(2), 0.005);
  }

  @Test
  void stringsThatAreTooLongAreDrawnAgain() {
    Task shortest = create(new ReberTaskProvider(), Map.of("length", "9"));
    TreeSet<String> strings = new TreeSet<>();
    for (int i = 0; i < 200; i++) {
      strings.add(letters(ids(draw(shortest, i)), "BTPSXVE"));
    }
    assertEquals(List.of("BPBPVVEP", "BPBTXSEP", "BTBPVVET", "BTBTXSET"), List.copyOf(strings));
    assertEquals(8, shortest.longest());
  }

  @Test
  void wrongOptionsAreRefused() {
    PascanuOrderTaskProvider order = new PascanuOrderTaskProvider();
    Refusal.of(() -> create(order, Map.of("min-length", "9")), "'min-length'", "at least 10");
    Refusal.of(() -> create(order, Map.of("length", "30", "min-length", "31")), "the length, 30");
    Refusal.of(() -> create(order, Map.of("symbols", "4")), "'symbols'", "from 2 to 3");
    Refusal.of(() -> create(new TemporalOrderTaskProvider(), Map.of("symbols", "1")), "'symbols'");
    Refusal.of(() -> create(new ReberTaskProvider(), Map.of("length", "8")), "'length'", "from 9");
    CountingTaskProvider counting = new CountingTaskProvider();
    Refusal.of(() -> create(counting, Map.of("n", "0")), "'n'", "from 1");
    Refusal.of(
        () -> create(counting, Map.of("n", "4", "min-n", "5")),
        "Option 'min-n' of the task anbn is out of range.",
        "at least 1 and at most n, 4",
        "5");
    Refusal.of(
        () -> create(counting, Map.of("n", "4", "valid-n", "4")),
        "Option 'valid-n' of the task anbn is out of range.",
        "0, or more than n, 4",
        "4");
    Refusal.of(() -> create(counting, Map.of("targets", "legl")), "'targets'", "'legal'");
  }

  /** Mixed lengths where only the greatest is given. */
  @Test
  void theLeastLengthIsAQuarterOfTheMost() {
    Task task = create(new PascanuOrderTaskProvider(), Map.of("length", "30"));
    TreeSet<Integer> lengths = new TreeSet<>();
    for (int i = 0; i < 1000; i++) {
      lengths.add(ids(draw(task, i)).length);
    }
    assertRange(10, 30, lengths);
  }

  private static String letters(int[] ids, String alphabet) {
    StringBuilder letters = new StringBuilder();
    for (int id : ids) {
      letters.append(alphabet.charAt(id));
    }
    return letters.toString();
  }

  /** The mean entropy of the next symbol, given all before it. */
  private static double leastLoss(Task task, int draws) {
    Map<String, Map<Integer, Integer>> next = new HashMap<>();
    long predictions = 0;
    for (int i = 0; i < draws; i++) {
      Task.Example example = draw(task, i);
      int[] targets = classes(example);
      String read = "";
      for (int step = 0; step < targets.length; step++) {
        read += ids(example)[step];
        next.computeIfAbsent(read, any -> new HashMap<>()).merge(targets[step], 1, Integer::sum);
        predictions++;
      }
    }
    double loss = 0;
    for (Map<Integer, Integer> counts : next.values()) {
      double all = counts.values().stream().mapToInt(Integer::intValue).sum();
      for (int count : counts.values()) {
        loss -= count * Math.log(count / all);
      }
    }
    return loss / predictions;
  }
}
