/**
 * PyTorch through the Deep Java Library: its fused layers, and the LSTM operation by operation.
 * Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.benchmarks.peers.djl;

import org.jspecify.annotations.NullMarked;
