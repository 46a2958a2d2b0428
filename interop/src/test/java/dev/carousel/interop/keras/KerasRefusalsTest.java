package dev.carousel.interop.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.interop.ImportSettings;
import dev.carousel.interop.Imported;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers that Carousel does not have are refused by their names. */
class KerasRefusalsTest {
  private static final String NO_SUCH = "The model has a layer that Carousel does not have";

  @TempDir private Path folder;

  /** A model whose configuration is changed in one place. */
  private Imported changed(String name, String from, String to) throws IOException {
    Path archive = KerasGolden.file(name + ".keras");
    String config = Archives.config(archive);
    int at = config.indexOf(from);
    if (at < 0) {
      throw new AssertionError(from + " is not in " + config);
    }
    String other = config.substring(0, at) + to + config.substring(at + from.length());
    return Keras.read(
        Archives.with(archive, other, folder.resolve("model.keras")), ImportSettings.USUAL);
  }

  private void refused(String input, String name, String from, String to, String... parts) {
    Refusal.of(input, () -> changed(name, from, to), parts).says("model.keras", "try:");
  }

  private static String layer(String type, String name, String settings) {
    return "{\"class_name\": \"%s\", \"config\": {\"name\": \"%s\"%s}}"
        .formatted(type, name, settings);
  }

  private static final String INPUT = "\"config\": {\"name\": \"input_layer\"}}";

  @Test
  void otherActivationsAreRefused() {
    String another = "A layer has an activation that Carousel's cell does not have";
    refused(
        "recurrent_activation hard_sigmoid",
        "lstm-1",
        "\"recurrent_activation\": \"sigmoid\"",
        "\"recurrent_activation\": \"hard_sigmoid\"",
        another,
        "recurrent_activation sigmoid",
        "hard_sigmoid in the layer 'lstm' (LSTM)");
    refused(
        "activation relu of a GRU",
        "gru-3",
        "\"activation\": \"tanh\"",
        "\"activation\": {\"class_name\": \"function\", \"config\": \"relu\"}",
        another,
        "activation tanh",
        "relu in the layer 'gru' (GRU)");
    refused(
        "activation elu of a SimpleRNN",
        "tanh-1",
        "\"activation\": \"tanh\"",
        "\"activation\": \"elu\"",
        another,
        "activation tanh, relu or linear",
        "elu in the layer 'simple_rnn' (SimpleRNN)");
    refused(
        "activation sigmoid of the Dense",
        "lstm-1",
        "\"activation\": \"linear\"",
        "\"activation\": \"sigmoid\"",
        "The outputs of the model have an activation",
        "linear or softmax",
        "sigmoid in the layer 'dense' (Dense)");
  }

  @Test
  void aLinearSimpleRnnIsRead() throws IOException {
    assertEquals(
        "rnn:activation=identity",
        changed("tanh-1", "\"activation\": \"tanh\"", "\"activation\": null").network().cell());
  }

  @Test
  void otherLayersAreRefused() {
    refused(
        "a Conv1D below the LSTM",
        "lstm-1",
        INPUT,
        INPUT + ", " + layer("Conv1D", "conv", ""),
        NO_SUCH,
        "the layer 'conv' (Conv1D)",
        "keras.Model(inputs, outputs).save('part.keras')");
    refused(
        "a CuDNNLSTM",
        "lstm-1",
        "\"LSTM\"",
        "\"CuDNNLSTM\"",
        NO_SUCH,
        "the layer 'lstm' (CuDNNLSTM)");
    refused(
        "an RNN of cells in Bidirectional",
        "lstm-3-both",
        "\"backward_layer\": {\"module\": \"keras.layers\", \"class_name\": \"LSTM\"",
        "\"backward_layer\": {\"module\": \"keras.layers\", \"class_name\": \"RNN\"",
        NO_SUCH,
        "two directions alike",
        "in the layer 'bidirectional_lstm' (Bidirectional)");
    refused(
        "Bidirectional of an RNN of cells",
        "lstm-1",
        INPUT,
        INPUT + ", " + layer("Bidirectional", "both", ", \"layer\": " + layer("RNN", "cells", "")),
        NO_SUCH,
        "LSTM, GRU or SimpleRNN in Bidirectional",
        "the layer 'both' (RNN)");
    refused(
        "a Dense below the LSTM",
        "lstm-1",
        INPUT,
        INPUT + ", " + layer("Dense", "first", ""),
        NO_SUCH,
        "a Dense above the recurrent layers",
        "another place in the layer 'first' (Dense)");
    refused(
        "two Dense layers",
        "lstm-1",
        "\"registered_name\": null}]",
        "\"registered_name\": null}, " + layer("Dense", "out", "") + "]",
        NO_SUCH,
        "a Dense once",
        "the layer 'out' (Dense)");
    refused(
        "a Dropout in TimeDistributed",
        "lstm-1",
        "\"registered_name\": null}]",
        "\"registered_name\": null}, "
            + layer("TimeDistributed", "each", ", \"layer\": " + layer("Dropout", "drop", ""))
            + "]",
        NO_SUCH,
        "a Dense within it",
        "Dropout in the layer 'each' (TimeDistributed)");
  }

  @Test
  void otherSettingsAreRefused() {
    refused(
        "merge_mode sum",
        "lstm-3-both",
        "\"merge_mode\": \"concat\"",
        "\"merge_mode\": \"sum\"",
        NO_SUCH,
        "merge_mode 'concat'",
        "merge_mode 'sum' in the layer 'bidirectional_lstm' (Bidirectional)");
    refused(
        "a backward layer of other units",
        "lstm-3-both",
        "\"name\": \"backward_lstm\", \"trainable\": true, \"units\": 6",
        "\"name\": \"backward_lstm\", \"trainable\": true, \"units\": 7",
        NO_SUCH,
        "two directions alike",
        "a backward layer that differs");
    refused(
        "another layer than the weights are of",
        "lstm-3-both",
        "{\"class_name\": \"Bidirectional\"",
        layer("LSTM", "alone", ", \"units\": 6, \"return_sequences\": true")
            + ", {\"class_name\": \"Bidirectional\"",
        "The weights of a layer do not fit the model",
        "'recurrent_kernel' of 'layers/lstm'",
        "no weights there");
    refused(
        "go_backwards",
        "lstm-1",
        "\"use_bias\": true",
        "\"use_bias\": true, \"go_backwards\": true",
        NO_SUCH,
        "go_backwards=False",
        "True in the layer 'lstm' (LSTM)");
    refused(
        "return_sequences=False below another layer",
        "tanh-2",
        "\"return_sequences\": true",
        "\"return_sequences\": false",
        NO_SUCH,
        "return_sequences=True in the layer below",
        "the layer 'simple_rnn_1' (SimpleRNN)");
    refused(
        "units of another number than the weights have",
        "lstm-1",
        "\"units\": 5",
        "\"units\": 6",
        "The weights of a layer do not fit the model",
        "[6, 4 * 6]",
        "[5, 20]");
    refused("units of 0", "lstm-1", "\"units\": 5", "\"units\": 0", NO_SUCH, "units of at least 1");
  }

  @Test
  void resetAfterMustFitTheBias() {
    refused(
        "reset_after=False with the biases of True",
        "gru-3",
        "\"reset_after\": true",
        "\"reset_after\": false",
        "The weights of a layer do not fit the model",
        "'bias' of 'layers/gru' with 1 axes",
        "[2, 9]");
  }

  @Test
  void otherModelsAreRefused() {
    refused(
        "a model of a class of its own",
        "lstm-1",
        "\"Sequential\"",
        "\"MyModel\"",
        "The model is of a class of its own",
        "'MyModel'");
    refused(
        "two layers that read the same one",
        "lstm-1-both",
        "\"keras_history\": [\"embed\", 0, 0]",
        "\"keras_history\": [\"words\", 0, 0]",
        "The model is more than one chain of layers",
        "several layers that read 'words'");
    refused(
        "a layer that reads two",
        "lstm-1-both",
        "\"keras_history\": [\"embed\", 0, 0]",
        "\"keras_history\": [\"embed\", 0, 0], \"other\": [\"words\", 0, 0]",
        "The model is more than one chain of layers",
        "(Bidirectional), which reads embed, words");
    refused(
        "a layer that reads a state",
        "gru-1",
        "\"keras_history\": [\"gru\", 0, 0]",
        "\"keras_history\": [\"gru\", 0, 1]",
        "The model is more than one chain of layers",
        "the layer 'dense' (Dense), which reads a state of 'gru'");
    refused(
        "two inputs",
        "gru-1",
        "\"keras_history\": [\"gru\", 0, 0]",
        "\"keras_history\": []",
        "The model is more than one chain of layers",
        "2 inputs");
    refused(
        "a layer that reads one that is not there",
        "lstm-1-both",
        "\"keras_history\": [\"embed\", 0, 0]",
        "\"keras_history\": [\"elsewhere\", 0, 0]",
        "The model is more than one chain of layers",
        "(Bidirectional) outside it");
    refused(
        "16,385 layers more",
        "lstm-1",
        INPUT,
        INPUT + (", " + layer("Dropout", "drop", "")).repeat((1 << 14) + 1),
        "The model has too many layers",
        "at most 16384");
    refused(
        "a configuration of more than 16 MiB",
        "lstm-1",
        "{",
        "{" + " ".repeat(KerasFile.LARGEST_MODEL),
        "The configuration of the model is too large",
        "at most 16777216 bytes",
        "model.save_weights('model.weights.h5')");
    refused(
        "a configuration that is no JSON",
        "lstm-1",
        "{",
        "[",
        "The configuration of the model is damaged",
        "JSON");
  }

  @Test
  void aModelWithoutARecurrentLayerIsRefused() {
    refused(
        "layers without a recurrent one",
        "lstm-1",
        "\"layers\": [",
        "\"layers\": [" + layer("Dropout", "drop", "") + "], \"former\": [",
        "The model has no recurrent layer",
        "an LSTM, GRU or SimpleRNN",
        "the layer 'drop' (Dropout)");
  }
}
