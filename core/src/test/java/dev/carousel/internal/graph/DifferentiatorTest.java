package dev.carousel.internal.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Functions;
import dev.carousel.expr.Step;
import dev.carousel.internal.trace.Trace;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a backward graph shows and where its nodes come from. That its numbers are right is tested
 * in {@code LanguageTest}.
 */
class DifferentiatorTest {
  /** {@code h = tanh(Wx x + Wh h)}, then {@code r = Wa a}, which multiplies no state itself. */
  private static void cell(Step s) {
    Expr h = s.state("h");
    Expr a = Functions.tanh(s.affine("f", s.input(), h)).named("a");
    s.state("m");
    s.next("m", s.affine("r", a));
    s.next("h", a);
  }

  private static StepGraph traced() {
    return Trace.of("layer", DifferentiatorTest::cell, 2, 2);
  }

  private static List<String> taps(BackwardGraph graph) {
    return graph.nodes().stream()
        .filter(node -> node.op() == Op.TAP)
        .map(node -> node.shown().name() + " " + node.shown().path())
        .toList();
  }

  @Test
  void totalsAreShownWhereAllOfAStatesGradientHasComeTogether() {
    BackwardGraph graph = Differentiator.differentiate(traced());
    assertEquals(List.of("m TOTAL", "h TOTAL"), taps(graph));
  }

  /** Apart: what comes from the step after first; products by the state or the map they go to. */
  @Test
  void pathsAreShownBeforeTheyAreAddedUp() {
    BackwardGraph graph = Differentiator.differentiateApart(traced());
    assertEquals(
        List.of("h RECURRENT", "m RECURRENT", "m TOTAL", "r.Wa PRODUCTS", "h TOTAL", "h PRODUCTS"),
        taps(graph));
  }

  @Test
  void everyNodeKnowsWhatItWasMadeFor() {
    StepGraph forward = traced();
    BackwardGraph graph = Differentiator.differentiate(forward);
    Map<Node, BackwardGraph.Origin> origins = graph.origins();
    for (Node node : graph.nodes()) {
      BackwardGraph.Origin origin = origins.get(node);
      Node next = node.op() == Op.STATE_GRADIENT ? nextOf(forward, node.stateName()) : null;
      if (node.op() == Op.OUTPUT_GRADIENT) {
        assertEquals(new BackwardGraph.Origin(forward.output(), false), origin);
      } else if (next != null) {
        assertEquals(new BackwardGraph.Origin(next, false), origin);
      } else if (node.op() == Op.TANH_GRADIENT) {
        assertEquals(new BackwardGraph.Origin(only(forward, Op.TANH), true), origin);
      } else if (node.op() == Op.TAP) {
        Node shown = nextOf(forward, node.shown().name());
        assertEquals(new BackwardGraph.Origin(shown, false), origin);
      }
    }
    assertEquals(graph.nodes().size(), origins.size());
  }

  /** The output here is no state's next value, from which the next nodes are made. */
  @Test
  void gradientOfTheOutputIsMadeForTheOutput() {
    StepGraph forward =
        Trace.of(
            "layer",
            s -> {
              s.next("h", Functions.tanh(s.affine("f", s.input(), s.state("h"))));
              s.output(Functions.sigmoid(s.affine("g", s.input())));
            },
            2,
            2);
    BackwardGraph graph = Differentiator.differentiate(forward);
    Map<Op, BackwardGraph.Origin> ofLeaves = new EnumMap<>(Op.class);
    for (Node node : graph.nodes()) {
      if (node.op() == Op.OUTPUT_GRADIENT || node.op() == Op.STATE_GRADIENT) {
        ofLeaves.put(node.op(), graph.origins().get(node));
      }
    }
    assertEquals(
        Map.of(
            Op.OUTPUT_GRADIENT, new BackwardGraph.Origin(forward.output(), false),
            Op.STATE_GRADIENT, new BackwardGraph.Origin(nextOf(forward, "h"), false)),
        ofLeaves);
  }

  /** What arrives is gone after the step; parameters read the node that is shown, later. */
  @Test
  void whatComesFromTheStepAfterAloneGetsANodeOfItsOwn() {
    BackwardGraph graph = Differentiator.differentiate(traced());
    Node shown =
        graph.nodes().stream()
            .filter(node -> node.op() == Op.TAP && node.shown().name().equals("m"))
            .findFirst()
            .orElseThrow();
    Node kept = shown.argument(0);
    assertEquals(Op.IDENTITY, kept.op());
    assertEquals(Op.STATE_GRADIENT, kept.argument(0).op());
    assertEquals(
        List.of(shown),
        graph.matrixGradients().stream()
            .filter(product -> product.matrix().name().equals("r.Wa"))
            .map(BackwardGraph.OuterProduct::rows)
            .toList());
  }

  private static Node nextOf(StepGraph graph, String state) {
    return graph.next().get(graph.stateIndex(state));
  }

  private static Node only(StepGraph graph, Op op) {
    return graph.nodes().stream().filter(node -> node.op() == op).findFirst().orElseThrow();
  }

  /** The language has no pad of its own; a graph may. */
  @Test
  void gradientOfAPadIsASlice() {
    GraphBuilder builder = new GraphBuilder();
    Node input = builder.input(2);
    Node padded = builder.pad(input, 1, 4);
    StepGraph graph =
        new StepGraph(
            2,
            List.of(),
            List.of(),
            List.of(),
            builder.nodes(),
            List.of(),
            padded,
            Map.of(),
            Map.of(),
            List.of());
    Node gradient = Differentiator.differentiate(graph).inputGradient();
    assertEquals(Op.SLICE, gradient == null ? null : gradient.op());
    assertEquals(1, gradient == null ? -1 : gradient.offset());
  }
}
