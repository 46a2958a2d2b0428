/**
 * ONNX Runtime, on a model that is written here: inference alone. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.benchmarks.peers.onnx;

import org.jspecify.annotations.NullMarked;
