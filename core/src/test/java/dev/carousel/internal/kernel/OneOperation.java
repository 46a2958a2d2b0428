package dev.carousel.internal.kernel;

import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.Elementwise.Rows;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A chain of one operation; rows that are the same object are one operand. */
record OneOperation(Op op, float scale, float shift, Rows x, Rows y, Rows z, Rows out) {
  /** Runs it on some kernels. */
  void run(Kernels kernels, int rows, int n, int xAt, int yAt, int zAt, int at) {
    List<Rows> operands = operands();
    int[] places = new int[operands.size()];
    places[index(x)] = xAt;
    places[index(y)] = yAt;
    places[index(z)] = zAt;
    places[index(out)] = at;
    loop(kernels).run(rows, n, places);
  }

  ElementLoop loop(Kernels kernels) {
    Elementwise operation =
        new Elementwise(op, scale, shift, index(x), index(y), index(z), index(out));
    return kernels.loop(new ElementChain(List.of(operation), operands(), Set.of()));
  }

  private List<Rows> operands() {
    return Stream.of(x, y, z, out).distinct().toList();
  }

  private int index(Rows rows) {
    return operands().indexOf(rows);
  }
}
