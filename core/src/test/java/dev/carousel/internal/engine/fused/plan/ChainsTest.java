package dev.carousel.internal.engine.fused.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.internal.engine.fused.plan.BufferSpec.Kind;
import dev.carousel.internal.engine.fused.plan.Instruction.Chain;
import dev.carousel.internal.engine.fused.plan.Instruction.Copy;
import dev.carousel.internal.engine.fused.plan.Instruction.Pointwise;
import dev.carousel.internal.engine.fused.plan.Instruction.Tap;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.spi.GradientPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which operations may share a loop, and what they need not write. */
class ChainsTest {
  private static final int N = Kernels.PANEL;
  private static final List<BufferSpec> BUFFERS =
      List.of(
          new BufferSpec(Kind.HISTORY, N),
          new BufferSpec(Kind.BLOCK, 4 * N),
          new BufferSpec(Kind.STEP, 4 * N));

  private static Place before() {
    return new Place(0, 0, false);
  }

  private static Place after() {
    return new Place(0, 0, true);
  }

  private static Place kept(int vector) {
    return new Place(1, vector * N, false);
  }

  private static Place passing(int vector) {
    return new Place(2, vector * N, false);
  }

  private static Pointwise product(Place x, Place y, Place out) {
    return product(N, x, y, out);
  }

  private static Pointwise product(int size, Place x, Place y, Place out) {
    return new Pointwise(Op.MULTIPLY, 0, 0, size, x, y, x, out);
  }

  private static Tap tap(Place place) {
    return new Tap(new Node.Shown("h", GradientPath.TOTAL), N, place);
  }

  private static Chain chain(Pointwise... operations) {
    return new Chain(List.of(operations), Set.of());
  }

  /** All of a step, followed by something that reads all that would be forgotten. */
  private static void assertChains(List<Instruction> expected, Instruction... step) {
    List<Instruction> all = new ArrayList<>(List.of(step));
    all.add(new Copy(passing(0), 4 * N, kept(0)));
    assertEquals(expected, Chains.ofStep(N, BUFFERS, all, List.of(step)));
  }

  @Test
  void whatFollowsEachOtherIsOneLoop() {
    Pointwise first = product(before(), kept(0), kept(1));
    Pointwise second = product(kept(1), kept(1), after());
    assertChains(List.of(chain(first, second)), first, second);
  }

  @Test
  void anythingElseIsBetweenTwoLoops() {
    Pointwise first = product(kept(0), kept(1), kept(2));
    Instruction copy = new Copy(kept(2), N, kept(3));
    Pointwise second = product(kept(3), kept(2), kept(0));
    assertChains(List.of(chain(first), copy, chain(second)), first, copy, second);
  }

  @Test
  void anotherSizeIsAnotherLoop() {
    Pointwise narrow = product(N / 2, kept(0), kept(0), kept(0));
    Pointwise wide = product(kept(2), kept(2), kept(2));
    assertChains(List.of(chain(narrow), chain(wide)), narrow, wide);
  }

  @Test
  void severalVectorsAreCutIntoOnesOfALayersSize() {
    Pointwise both = product(2 * N, kept(0), kept(0), kept(0));
    Pointwise second = product(kept(1), kept(0), kept(2));
    assertChains(
        List.of(
            chain(product(kept(0), kept(0), kept(0)), product(kept(1), kept(1), kept(1)), second)),
        both,
        second);
  }

  @Test
  void vectorsOfASmallLayerStayTogether() {
    int units = N / 2;
    Pointwise both = product(2 * units, kept(0), kept(0), kept(0));
    assertEquals(List.of(chain(both)), Chains.ofStep(units, BUFFERS, List.of(both), List.of(both)));
  }

  /** Reads what is asked for in one of its three places. */
  private static List<Pointwise> reading(Place read, Place out) {
    Place[][] places = {
      {read, kept(2), kept(2)}, {kept(2), read, kept(2)}, {kept(2), kept(2), read}
    };
    return Stream.of(places)
        .map(p -> new Pointwise(Op.WHERE_ABOVE, 0, 0, N, p[0], p[1], p[2], out))
        .toList();
  }

  private static Pointwise writing(Place out) {
    return product(kept(2), kept(2), out);
  }

  /** An element would be read before, or after, its neighbour was written. */
  @Test
  void whatOverlapsInPartIsAnotherLoop() {
    Pointwise writes = writing(kept(0));
    for (Pointwise reads : reading(kept(0).shifted(1), kept(3))) {
      assertChains(List.of(chain(writes), chain(reads)), writes, reads);
      assertChains(List.of(chain(reads), chain(writes)), reads, writes);
    }
    for (Pointwise reads : reading(kept(0), kept(3))) {
      assertChains(List.of(chain(writes, reads)), writes, reads);
      assertChains(List.of(chain(reads, writes)), reads, writes);
    }
    Pointwise writesPart = writing(kept(0).shifted(1));
    assertChains(List.of(chain(writes), chain(writesPart)), writes, writesPart);
  }

  /** Who watches may change what is shown. */
  @Test
  void aTapIsBetweenTwoLoops() {
    Pointwise first = product(kept(0), kept(0), passing(0));
    Pointwise second = product(passing(0), kept(0), kept(1));
    Tap tap = tap(passing(0));
    assertChains(List.of(chain(first), tap, chain(second)), first, tap, second);
  }

  /** Among the rows of many steps, the state after one step is that before the next. */
  @Test
  void statesOfManyStepsOverlap() {
    Pointwise reads = product(before(), before(), kept(0));
    Pointwise writes = product(kept(1), kept(1), after());
    assertChains(List.of(chain(reads, writes)), reads, writes);
    assertEquals(List.of(chain(reads), chain(writes)), Chains.ofBlock(N, List.of(reads, writes)));
  }

  private static Set<Place> passingOf(List<Instruction> step, List<Instruction> some) {
    return ((Chain) Chains.ofStep(N, BUFFERS, step, some).get(0)).passing();
  }

  @Test
  void whatOnlyTheLoopReadsNeedNotBeWritten() {
    List<Instruction> step =
        List.of(
            product(kept(0), kept(0), passing(0)),
            product(passing(0), kept(0), passing(1)),
            product(passing(1), kept(0), kept(1)));
    assertEquals(Set.of(passing(0), passing(1)), passingOf(step, step));
    List<Instruction> block = Chains.ofBlock(N, step);
    assertEquals(Set.of(), ((Chain) block.get(0)).passing());
  }

  @Test
  void whatSomethingElseReadsIsWritten() {
    List<Instruction> some =
        List.of(product(kept(0), kept(0), passing(0)), product(kept(0), kept(0), passing(1)));
    List<Instruction> step = new ArrayList<>(some);
    step.add(new Copy(passing(0).shifted(N - 1), 1, kept(3)));
    assertEquals(Set.of(passing(1)), passingOf(step, some));
    step.add(tap(passing(1)));
    assertEquals(Set.of(), passingOf(step, some));
  }

  /** What a loop reads before it writes comes from the step before. */
  @Test
  void whatIsReadFirstIsWritten() {
    List<Instruction> step =
        List.of(product(passing(0), kept(0), passing(1)), product(passing(1), kept(0), passing(0)));
    assertEquals(Set.of(passing(1)), passingOf(step, step));
  }
}
