package dev.carousel.optimizers;

import dev.carousel.spi.Optimizer;
import dev.carousel.testkit.OptimizerContract;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** Every built-in optimizer keeps the contract. */
@ParameterizedClass(name = "{0}")
@FieldSource("SETTINGS")
class BuiltInOptimizersTest extends OptimizerContract {
  static final List<String> SETTINGS =
      List.of(
          "sgd",
          "sgd:lr=0.0005,momentum=0.9",
          "sgd:lr=0.0005,momentum=0.9,nesterov=true",
          "sgd:momentum=0.5,dampening=0.5,weight-decay=0.001",
          "rmsprop:lr=0.001",
          "rmsprop:lr=0.0005,momentum=0.5,centered=true,weight-decay=0.001",
          "adagrad:lr=0.1",
          "adagrad:lr=0.1,initial-sum=0.1,weight-decay=0.001",
          "adam",
          "adam:lr=0.005,beta1=0,weight-decay=0.001",
          "adamw",
          "nadam",
          "nadam:lr=0.001,momentum-decay=0.1,weight-decay=0.001",
          "nadam:weight-decay=0.001,decoupled=true",
          "radam",
          "radam:beta2=0.99,weight-decay=0.001",
          "radam:weight-decay=0.001,decoupled=true",
          "lion:lr=0.001",
          "lion:lr=0.001,beta1=0.5,beta2=0.9,weight-decay=0.01",
          "muon:weight-decay=0.001",
          "muon:lr=0.002,nesterov=false,iterations=3,scale=adam,all=true",
          "schedule-free",
          "schedule-free:lr=0.01,beta1=0.8,warmup=20,weight-decay=0.001",
          "spam",
          "spam:threshold=100,reset=50,grace=5,warmup=10,weight-decay=0.001");

  private final String text;

  BuiltInOptimizersTest(String text) {
    this.text = text;
  }

  @Override
  protected Optimizer optimizer() {
    return Plugins.optimizer(text);
  }
}
