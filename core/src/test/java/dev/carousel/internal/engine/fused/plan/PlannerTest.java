package dev.carousel.internal.engine.fused.plan;

import static dev.carousel.expr.Functions.exp;
import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.outer;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.expr.ComplexExpr;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.MatrixExpr;
import dev.carousel.expr.Step;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.trace.Trace;
import dev.carousel.spi.Cell;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many products a plan has, how large they are, and when they run: what makes it fast. */
class PlannerTest {
  private static final int I = 7;
  private static final int H = 5;

  private static CellPlan plan(Cell cell) {
    return plan(cell, H);
  }

  private static CellPlan plan(Cell cell, int units) {
    return Planner.plan(CompiledCell.of("layer", Trace.of("layer", cell, I, units)));
  }

  /** The products of a phase as {@code depth x columns}. */
  private static List<String> products(CellPlan plan, List<Instruction> instructions) {
    return instructions.stream()
        .filter(Instruction.Product.class::isInstance)
        .map(i -> plan.packs().get(((Instruction.Product) i).pack()))
        .map(pack -> pack.depth() + "x" + pack.columns())
        .toList();
  }

  /** The weight gradients as {@code height x width}. */
  private static List<String> weights(CellPlan plan) {
    return plan.weights().stream().map(w -> w.height() + "x" + w.width()).sorted().toList();
  }

  private static Stream<Op> pointwise(List<Instruction> instructions) {
    return instructions.stream()
        .filter(Instruction.Pointwise.class::isInstance)
        .map(i -> ((Instruction.Pointwise) i).op());
  }

  private static String size(int depth, int columns) {
    return depth + "x" + columns;
  }

  private static void lstm(Step s) {
    Expr x = s.input();
    Expr h = s.state("h");
    Expr c = s.state("c");
    Expr i = sigmoid(s.affine("i", x, h));
    Expr f = sigmoid(s.affine("f", x, h));
    Expr g = tanh(s.affine("g", x, h));
    Expr o = sigmoid(s.affine("o", x, h));
    Expr cNext = f.times(c).plus(i.times(g));
    s.next("c", cNext);
    s.next("h", o.times(tanh(cNext)));
  }

  @Test
  void fourGatesAreOneProductInEachPhase() {
    CellPlan plan = plan(PlannerTest::lstm);
    assertEquals(List.of(size(I, 4 * H)), products(plan, plan.forward().before()));
    assertEquals(List.of(size(H, 4 * H)), products(plan, plan.forward().loop()));
    assertEquals(List.of(), products(plan, plan.forward().after()));
    assertEquals(List.of(), products(plan, plan.backward().before()));
    assertEquals(List.of(size(4 * H, H)), products(plan, plan.backward().loop()));
    assertEquals(List.of(size(4 * H, I)), products(plan, plan.backward().after()));
    assertEquals(List.of(size(4 * H, H), size(4 * H, I)), weights(plan));
  }

  @Test
  void gatesAreSummedOverTimeInOneProductForEachOperand() {
    CellPlan plan = plan(PlannerTest::lstm);
    assertEquals(1, plan.weights().stream().filter(WeightGradient::readsInput).count());
    assertTrue(plan.weights().stream().allMatch(w -> w.parts().size() == 4));
    assertEquals(4, plan.vectors().size());
  }

  @Test
  void resettingGruMergesWhatCanBeMerged() {
    CellPlan plan =
        plan(
            s -> {
              Expr x = s.input();
              Expr h = s.state("h");
              Expr r = sigmoid(s.affine("r", x, h));
              Expr z = sigmoid(s.affine("z", x, h));
              Expr n = tanh(s.affine("n", x, r.times(h).named("rh")));
              s.next("h", oneMinus(z).times(n).plus(z.times(h)));
            });
    assertEquals(List.of(size(I, 3 * H)), products(plan, plan.forward().before()));
    assertEquals(
        List.of(size(H, 2 * H), size(H, H)),
        products(plan, plan.forward().loop()),
        "r and z at once, then the candidate, which waits for r");
    assertEquals(
        List.of(size(H, H), size(2 * H, H)),
        products(plan, plan.backward().loop()),
        "z's share of the state's gradient waits for r's");
    assertEquals(List.of(size(3 * H, I)), products(plan, plan.backward().after()));
    assertEquals(List.of(size(2 * H, H), size(3 * H, I), size(H, H)), weights(plan));
  }

  @Test
  void mapsThatShareOnlySomeGatesAreOneProductEach() {
    CellPlan plan =
        plan(
            s -> {
              Expr x = s.input();
              Expr h = s.state("h");
              Expr r = sigmoid(s.affine("r", x, h));
              Expr z = sigmoid(s.affine("z", x, h));
              Expr n = tanh(s.affine("n", x).plus(r.times(s.affine("m", h))));
              s.next("h", oneMinus(z).times(n).plus(z.times(h)));
            });
    assertEquals(List.of(size(I, 3 * H)), products(plan, plan.forward().before()));
    assertEquals(List.of(size(H, 3 * H)), products(plan, plan.forward().loop()));
    assertEquals(List.of(size(3 * H, H)), products(plan, plan.backward().loop()));
    assertEquals(List.of(size(3 * H, I)), products(plan, plan.backward().after()));
    assertEquals(List.of(size(3 * H, H), size(3 * H, I)), weights(plan));
  }

  @Test
  void likeGatesAreOneOperation() {
    CellPlan plan = plan(PlannerTest::lstm);
    assertEquals(1, pointwise(plan.forward().loop()).filter(Op.SIGMOID::equals).count());
  }

  private static List<List<Op>> chains(CellPlan plan, List<Instruction> step) {
    List<Instruction> untapped =
        step.stream().filter(i -> !(i instanceof Instruction.Tap)).toList();
    return Chains.ofStep(plan.units(), plan.buffers(), untapped, untapped).stream()
        .filter(Instruction.Chain.class::isInstance)
        .map(i -> ((Instruction.Chain) i).operations())
        .map(chain -> chain.stream().map(Instruction.Pointwise::op).toList())
        .toList();
  }

  @Test
  void elementWiseWorkOfAnLstmIsOneChainEachWay() {
    CellPlan plan = plan(PlannerTest::lstm, Kernels.PANEL);
    List<List<Op>> forward = chains(plan, plan.forwardStep());
    assertEquals(1, forward.size());
    assertEquals(3, forward.get(0).stream().filter(Op.SIGMOID::equals).count(), "gate by gate");
    List<List<Op>> backward = chains(plan, plan.backwardStep());
    assertEquals(1, backward.size());
    assertEquals(13, backward.get(0).size());
  }

  @Test
  void statelessMapHasNoProductInTheLoop() {
    CellPlan plan = plan(s -> s.output(tanh(s.affine("o", s.input()))));
    assertEquals(List.of(size(I, H)), products(plan, plan.forward().before()));
    assertEquals(List.of(), products(plan, plan.forward().loop()));
    assertEquals(List.of(), products(plan, plan.backward().loop()));
    Stream<String> ofInput =
        Stream.of(plan.backward().before(), plan.backward().after())
            .flatMap(phase -> products(plan, phase).stream());
    assertEquals(List.of(size(H, I)), ofInput.toList(), "over all steps at once");
  }

  @Test
  void longExpressiveMemoryMergesAcrossItsFourMaps() {
    CellPlan plan =
        plan(
            s -> {
              Expr x = s.input();
              Expr y = s.state("y");
              Expr z = s.state("z");
              Expr fast = sigmoid(s.affine("fast", x, y));
              Expr slow = sigmoid(s.affine("slow", x, y));
              Expr zNext = oneMinus(slow).times(z).plus(slow.times(tanh(s.affine("z", x, y))));
              Expr candidate = tanh(s.affine("y", x, zNext.named("z")));
              Expr yNext = oneMinus(fast).times(y).plus(fast.times(candidate));
              s.next("z", zNext);
              s.next("y", yNext);
              s.output(yNext);
            });
    assertEquals(List.of(size(I, 4 * H)), products(plan, plan.forward().before()));
    assertEquals(List.of(size(H, 3 * H), size(H, H)), products(plan, plan.forward().loop()));
    assertEquals(
        List.of(size(H, H), size(3 * H, H)),
        products(plan, plan.backward().loop()),
        "what the fast gate hands back waits for the slow one and z");
    assertEquals(List.of(size(4 * H, I)), products(plan, plan.backward().after()));
    assertEquals(List.of(size(3 * H, H), size(4 * H, I), size(H, H)), weights(plan));
  }

  @Test
  void functionsOfTheInputAloneAreHoistedWithTheirMaps() {
    CellPlan plan =
        plan(
            s -> {
              Expr embedded = tanh(s.affine("e", 3, s.input()));
              s.next("h", tanh(s.affine("h", embedded.named("e"), s.state("h"))));
            });
    assertEquals(List.of(size(I, 3), size(3, H)), products(plan, plan.forward().before()));
    assertEquals(1, pointwise(plan.forward().before()).count(), "the embedding's tanh");
    assertEquals(List.of(size(H, H)), products(plan, plan.forward().loop()));
    assertEquals(List.of(size(H, H)), products(plan, plan.backward().loop()));
    assertEquals(List.of(size(H, 3), size(3, I)), products(plan, plan.backward().after()));
  }

  @Test
  void mapsThatOnlyTheOutputNeedsRunAfterTheLoop() {
    CellPlan plan =
        plan(
            s -> {
              Expr h = tanh(s.affine("h", s.input(), s.state("h")));
              s.next("h", h);
              s.output(s.affine("o", 3, h.named("h")));
            });
    assertEquals(List.of(size(H, H)), products(plan, plan.forward().loop()));
    assertEquals(List.of(size(H, 3)), products(plan, plan.forward().after()));
    assertEquals(List.of(size(3, H)), products(plan, plan.backward().before()));
    assertEquals(List.of(size(H, H)), products(plan, plan.backward().loop()));
  }

  /** minGRU: gates of the input alone. */
  private static void linear(Step s) {
    Expr z = sigmoid(s.affine("z", s.input()));
    Expr candidate = tanh(s.affine("h", s.input()));
    Expr h = oneMinus(z).times(s.state("h")).plus(z.times(candidate));
    s.next("h", h);
    s.output(s.affine("o", 3, tanh(h).named("h")));
  }

  @Test
  void aLinearRecurrenceIsAllThatItsLoopDoes() {
    CellPlan plan = plan(PlannerTest::linear);
    assertEquals(List.of(), products(plan, plan.forward().loop()));
    assertEquals(List.of(), products(plan, plan.backward().loop()));
    assertEquals(
        List.of(Op.MULTIPLY, Op.ADD), pointwise(plan.forward().loop()).toList(), "a h + b");
    assertEquals(2, plan.forward().loop().size());
    assertEquals(
        List.of(Op.ADD, Op.MULTIPLY), pointwise(plan.backward().loop()).toList(), "a (dh + d)");
    assertEquals(3, plan.backward().loop().size(), "and the tap");
  }

  /** A complex diagonal: its eigenvalues are computed from parameters, not at each step. */
  @Test
  void whatFollowsFromParametersAloneIsComputedOnce() {
    CellPlan plan =
        plan(
            s -> {
              Expr nu = s.vector("nu", H, Initializers.constant(0.5));
              Expr theta = s.vector("theta", H, Initializers.constant(0.25));
              ComplexExpr lambda = ComplexExpr.polar(exp(exp(nu).negate()), exp(theta));
              ComplexExpr h = new ComplexExpr(s.state("re"), s.state("im"));
              Expr drive = s.affine("B", s.input());
              ComplexExpr next = lambda.times(h).plus(new ComplexExpr(drive, drive.square()));
              s.next("re", next.re());
              s.next("im", next.im());
              s.output(next.re().plus(next.im()));
            });
    List<Op> once = pointwise(plan.forward().once()).toList();
    assertEquals(3, once.stream().filter(Op.EXP::equals).count(), once.toString());
    assertTrue(once.containsAll(List.of(Op.SIN, Op.COS)), once.toString());
    Stream.of(plan.forward().before(), plan.forward().loop(), plan.forward().after())
        .flatMap(PlannerTest::pointwise)
        .forEach(op -> assertTrue(op != Op.EXP && op != Op.SIN && op != Op.COS, op.toString()));
    assertTrue(pointwise(plan.backward().once()).toList().contains(Op.COS), "the slope of sin");
    assertEquals(8, pointwise(plan.forward().loop()).count(), "four products, four sums");
  }

  /** What is as large as a matrix at each step stays where it is used. */
  @Test
  void matricesAreNotKeptForAllSteps() {
    CellPlan plan =
        plan(
            s -> {
              MatrixExpr memory = s.matrixState("S", H, H);
              Expr k = s.affine("k", s.input());
              MatrixExpr next =
                  memory.scaled(sigmoid(s.affine("f", 1, s.input()))).plus(outer(k, tanh(k)));
              s.next("S", next);
              s.output(tanh(next.times(k)));
            });
    List<String> loop =
        plan.forward().loop().stream().map(i -> i.getClass().getSimpleName()).toList();
    assertEquals(3, loop.stream().filter("BlockProduct"::equals).count(), loop.toString());
    assertEquals(1, pointwise(plan.forward().before()).filter(Op.TANH::equals).count());
    assertEquals(1, pointwise(plan.forward().after()).filter(Op.TANH::equals).count());
    assertTrue(
        plan.buffers().stream()
            .filter(buffer -> buffer.width() >= H * H)
            .noneMatch(buffer -> buffer.kind() == BufferSpec.Kind.BLOCK));
  }

  @Test
  void onlyAnInputThatNoMapReadsAloneIsCopiedAsVectors() {
    assertEquals(false, plan(PlannerTest::lstm).readsInputDirectly());
    assertTrue(plan(s -> s.output(s.input().square())).readsInputDirectly());
  }

  @Test
  void aStatesGradientIsShownOnceForEachState() {
    CellPlan plan = plan(PlannerTest::lstm);
    List<String> shown =
        plan.backward().loop().stream()
            .filter(Instruction.Tap.class::isInstance)
            .map(i -> ((Instruction.Tap) i).shown().name())
            .sorted()
            .toList();
    assertEquals(List.of("c", "h"), shown);
  }

  /** The gradients of both states are computed where the step before looks for them. */
  @Test
  void nothingIsCopiedFromStepToStep() {
    List<Instruction> step = plan(PlannerTest::lstm).backwardStep();
    assertEquals(0, count(step, Instruction.Gather.class) + count(step, Instruction.Copy.class));
    assertEquals(2, count(step, Instruction.ReturnMasked.class));
  }

  /** Each state becomes the other: neither gradient may take the other's place too early. */
  @Test
  void gradientsOfStatesThatChangePlacesAreCopied() {
    CellPlan plan =
        plan(
            s -> {
              Expr a = s.state("a");
              s.next("a", tanh(s.affine("a", s.input(), s.state("b"))));
              s.next("b", a);
              s.output(a);
            });
    assertEquals(2, count(plan.backwardStep(), Instruction.Gather.class));
    assertEquals(0, count(plan.backwardStep(), Instruction.ReturnMasked.class));
  }

  private static long count(List<Instruction> step, Class<? extends Instruction> kind) {
    return step.stream().filter(kind::isInstance).count();
  }
}
