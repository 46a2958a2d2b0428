package dev.carousel.internal.engine.fused.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.expr.Functions;
import dev.carousel.fixture.Cells;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.graph.Op;
import dev.carousel.internal.trace.Trace;
import dev.carousel.spi.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who computes which columns, and where all must meet. */
class TeamPlanTest {
  private static final int UNITS = 128;

  private static CellPlan plan(Cell cell, int units) {
    return Planner.plan(CompiledCell.of("layer", Trace.of("layer", cell, 5, units)));
  }

  private static TeamPlan forward(Cell cell, int units, int members) {
    CellPlan plan = plan(cell, units);
    return TeamPlan.of(plan.buffers(), plan.forwardStep(), plan.units(), members);
  }

  @ParameterizedTest
  @CsvSource({"512, 128, 3", "100, 100, 3", "400, 100, 7", "33, 64, 2", "96, 32, 5", "1, 1, 16"})
  void everyColumnIsComputedOnce(int size, int units, int members) {
    int[] times = new int[size];
    for (int member = 0; member < members; member++) {
      for (Columns columns : Columns.share(size, units, members, member)) {
        assertEquals(0, columns.from() % 32, "a panel begins there");
        IntStream.range(columns.from(), columns.from() + columns.count()).forEach(i -> times[i]++);
      }
    }
    assertTrue(Arrays.stream(times).allMatch(n -> n == 1), Arrays.toString(times));
  }

  /** The product needs all of the last h; everything else is within each unit. */
  @Test
  void anLstmMeetsOnceAtEachStep() {
    TeamPlan shared = forward(Cells.lstm(), UNITS, 4);
    assertEquals(1, shared.meetings());
    assertEquals(
        "Product",
        IntStream.range(0, shared.size())
            .filter(shared::meetsBefore)
            .mapToObj(i -> shared.share(i, 0).get(0).getClass().getSimpleName())
            .reduce("", String::concat));
  }

  @Test
  void itsGatesAreSharedUnitByUnit() {
    TeamPlan shared = forward(Cells.lstm(), UNITS, 4);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < shared.size(); i++) {
      for (Instruction share : shared.share(i, 1)) {
        if (share instanceof Instruction.Product product) {
          parts.add(product.part().from() + "+" + product.part().count());
        }
      }
    }
    assertEquals(List.of("32+32", "160+32", "288+32", "416+32"), parts);
  }

  /** Units that do not fill panels: who computes a sigmoid needs what others multiplied. */
  @Test
  void unitsThatFillNoPanelMeetMoreOften() {
    assertTrue(forward(Cells.lstm(), 100, 2).meetings() > 1);
  }

  @Test
  void withoutAProductNobodyWaits() {
    Cell cell = s -> s.next("h", Functions.sigmoid(s.affine("a", s.input())).times(s.state("h")));
    assertEquals(0, forward(cell, UNITS, 2).meetings());
  }

  @Test
  void oneAloneDoesAllAndMeetsNobody() {
    CellPlan plan = plan(Cells.lstm(), UNITS);
    TeamPlan alone = TeamPlan.of(plan.buffers(), plan.backwardStep(), plan.units(), 1);
    assertEquals(0, alone.meetings());
    for (int i = 0; i < alone.size(); i++) {
      assertEquals(List.of(plan.backwardStep().get(i)), alone.share(i, 0));
    }
  }

  /** Buffers of one step, written by hand: what must meet, and what need not. */
  private static TeamPlan byHand(Instruction... step) {
    BufferSpec buffer = new BufferSpec(BufferSpec.Kind.STEP, 64);
    return TeamPlan.of(List.of(buffer, buffer, buffer), List.of(step), 64, 2);
  }

  private static Instruction add(int x, int out) {
    Place from = new Place(x, 0, false);
    return new Instruction.Pointwise(Op.ADD, 0, 0, 64, from, from, from, new Place(out, 0, false));
  }

  private static Instruction product(int x, int out) {
    return new Instruction.Product(
        0, 64, Columns.all(64), new Place(x, 0, false), new Place(out, 0, false), true);
  }

  @Test
  void whatAnotherHasWrittenIsReadAfterAMeeting() {
    TeamPlan shared = byHand(add(0, 1), product(1, 2));
    assertTrue(shared.meetsBefore(1));
  }

  @Test
  void whatAnotherStillReadsIsOverwrittenAfterAMeeting() {
    TeamPlan shared = byHand(product(0, 1), add(1, 0));
    assertTrue(shared.meetsBefore(1));
  }

  /** The next step overwrites what this one's product reads. */
  @Test
  void theNextStepIsLookedAtToo() {
    TeamPlan shared = byHand(add(0, 1), product(1, 2));
    assertTrue(shared.meetsBefore(0));
    assertEquals(2, shared.meetings());
  }
}
