package dev.carousel.cells.lstm;

import dev.carousel.testkit.NamedCellContract;
import org.junit.jupiter.params.provider.ValueSource;

/** The cells of this module, with each option that changes the equations. */
@ValueSource(
    strings = {
      "lstm",
      "lstm:peepholes=true",
      "lstm:coupled=true",
      "lstm:peepholes=true,coupled=true",
      "lstm-1997",
      "lstm-projected:proj-size=3",
      "lstm-projected:peepholes=true",
      "greff-lstm",
      "greff-lstm:variant=nig",
      "greff-lstm:variant=nfg",
      "greff-lstm:variant=nog",
      "greff-lstm:variant=niaf",
      "greff-lstm:variant=noaf",
      "greff-lstm:variant=cifg",
      "greff-lstm:variant=np",
      "greff-lstm:variant=fgr",
      "janet",
      "janet:beta=0",
      "minlstm:candidate=plain",
      "minlstm",
      "slstm",
      "slstm:heads=1,forget=exponential,depth=0.5,chrono=30",
      "mlstm",
      "mlstm:heads=1,forget=exponential",
      "gated-delta",
      "gated-delta:output=plain",
      "gated-delta:heads=1",
      "ln-lstm",
      "ln-lstm:norms=gate"
    })
class CellsContractTest extends NamedCellContract {}
