package dev.carousel.cli.diagnose;

import dev.carousel.plugin.PluginRef;
import org.jspecify.annotations.Nullable;

/**
 * What a cure changes of a run.
 *
 * @param cell to train
 * @param hook to train with, in place of one with the same id; null to change none
 */
record Change(PluginRef cell, @Nullable PluginRef hook) {
  /** As a user writes it. */
  String options() {
    return hook == null ? "--cell " + cell : "--hook " + hook;
  }
}
