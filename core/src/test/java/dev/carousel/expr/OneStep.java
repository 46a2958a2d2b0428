package dev.carousel.expr;

import dev.carousel.data.Inputs;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** Runs a cell for one step from chosen states. */
final class OneStep {
  private final Precision precision;
  private final int rows;
  private final int inputs;
  private final LayerProgram program;

  private OneStep(Precision precision, int rows, int inputs, LayerProgram program) {
    this.precision = precision;
    this.rows = rows;
    this.inputs = inputs;
    this.program = program;
  }

  /** As many inputs as units. */
  static OneStep of(Engine engine, Cell cell, int rows, int units) {
    LayerProgram program = engine.compile("layer", cell, units, units);
    return new OneStep(engine.precision(), rows, units, program);
  }

  OneStep tangent() {
    return new OneStep(precision, rows, inputs, program.tangent());
  }

  OneStep apart() {
    return new OneStep(precision, rows, inputs, program.apart());
  }

  /** A tensor of one row of the batch after the other. */
  Tensor rows(int size, IntToDoubleFunction element) {
    return filled(precision.zeros(rows, size), element);
  }

  private static Tensor filled(Tensor tensor, IntToDoubleFunction element) {
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, element.applyAsDouble(i));
    }
    return tensor;
  }

  /** The names of the matrices that multiply states. */
  List<String> recurrentMatrices() {
    return program.recurrentMatrices().stream().map(ParameterSpec::name).toList();
  }

  long multiplications() {
    return program.multiplications();
  }

  /** Parameters by name. */
  NamedTensors parameters(IntToDoubleFunction element) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    program.parameters().forEach(p -> tensors.put(p.name(), filled(p.zeros(precision), element)));
    return new NamedTensors(tensors);
  }

  /** One tensor for each state; zeros where none is given. */
  NamedTensors states(Map<String, Tensor> given) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    program
        .states()
        .forEach(
            s ->
                tensors.put(
                    s.name(), given.getOrDefault(s.name(), precision.zeros(rows, s.size()))));
    return new NamedTensors(tensors);
  }

  ForwardPass run(NamedTensors parameters, Map<String, Tensor> states) {
    return run(parameters, states, i -> 0);
  }

  ForwardPass run(NamedTensors parameters, Map<String, Tensor> states, IntToDoubleFunction input) {
    Inputs read = new Inputs.Values(filled(precision.zeros(1, rows, inputs), input));
    return program.forward(parameters, read, new SequenceContext(states(states), null, false));
  }
}
