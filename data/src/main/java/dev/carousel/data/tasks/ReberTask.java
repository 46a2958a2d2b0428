package dev.carousel.data.tasks;

import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * The embedded Reber grammar: a string of Reber's grammar between two equal symbols, T or P, the
 * second of which must be remembered from the first. Reber (1967); embedded by Smith and Zipser
 * (1989) and Cleeremans, Servan-Schreiber and McClelland (1989); experiment 1 of Hochreiter and
 * Schmidhuber (1997).
 *
 * <p>A string is B, T or P, a string of the inner grammar, the same T or P, and E. The inner string
 * is B, a walk through the automaton below, and E; where two symbols are legal, both are equally
 * likely.
 *
 * <pre>
 * state 0: T to 1, P to 2      state 3: X to 2, S to 5
 * state 1: S to 1, X to 3      state 4: P to 3, V to 5
 * state 2: T to 2, V to 4      state 5: E, the end
 * </pre>
 *
 * <p>Symbols are B (0), T (1), P (2), S (3), X (4), V (5) and E (6). Inputs {@code [T]}: all but
 * the last E; targets {@code [T]}: the next symbol. Strings with more than the maximum number of
 * symbols are drawn again. Without that limit a string has 12 symbols on average, and the minimum
 * mean cross-entropy is {@code 7 ln 2 / 11 = 0.441} nats per prediction. In the paper every legal
 * next symbol is a target, and a string is right if at every step the legal symbols are the most
 * active outputs.
 *
 * @param most the maximum number of symbols of a string, at least {@value #SHORTEST}
 * @param sequences of an epoch
 * @param validationSequences of the validation set
 */
record ReberTask(int most, int sequences, int validationSequences) implements Task {
  /** As many as the shortest string has: BTBPVVETE. */
  static final int SHORTEST = 9;

  private static final int B = 0;
  private static final int T = 1;
  private static final int P = 2;
  private static final int S = 3;
  private static final int X = 4;
  private static final int V = 5;
  private static final int E = 6;

  /** Legal symbols by state. */
  private static final List<List<Integer>> SYMBOLS =
      List.of(List.of(T, P), List.of(S, X), List.of(T, V), List.of(X, S), List.of(P, V));

  /** Where they lead. */
  private static final List<List<Integer>> STATES =
      List.of(List.of(1, 2), List.of(1, 3), List.of(2, 4), List.of(2, 5), List.of(3, 5));

  private static final int LAST = STATES.size();

  @Override
  public DataShape shape() {
    return new DataShape(true, E + 1, true, E + 1, Targets.Moment.EVERY_STEP);
  }

  @Override
  public int longest() {
    return most - 1;
  }

  @Override
  public Example draw(RandomGenerator random) {
    int[] string = new int[most];
    int length = 0;
    while (length == 0) {
      length = walk(random, string);
    }
    return Draws.nextSymbols(E + 1, Arrays.copyOf(string, length));
  }

  /** Writes a string; returns its length, or 0 if it is too long. */
  private int walk(RandomGenerator random, int[] string) {
    int outer = random.nextBoolean() ? T : P;
    string[0] = B;
    string[1] = outer;
    string[2] = B;
    int length = 3;
    int state = 0;
    while (state != LAST) {
      if (length > most - 4) { // the symbol, and what ends both strings
        return 0;
      }
      int choice = random.nextInt(2);
      string[length++] = SYMBOLS.get(state).get(choice);
      state = STATES.get(state).get(choice);
    }
    string[length++] = E;
    string[length++] = outer;
    string[length++] = E;
    return length;
  }
}
