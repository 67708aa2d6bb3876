"""Papers that got another title between preprint and publication, collected by hand.

What no rewriting of titles can imitate: the hardest true pairs. ``(preprint, published)``.
"""

from __future__ import annotations

RENAMED: tuple[tuple[str, str], ...] = (
    ("One Model to Rule them All: Towards Universal Segmentation for Medical Images with Text Prompts",
     "Large-vocabulary segmentation for medical images with text prompts"),
    ("BiomedCLIP: Large-Scale Domain-Specific Pretraining for Biomedical Vision-Language Processing",
     "A Multimodal Biomedical Foundation Model Trained from Fifteen Million Image-Text Pairs"),
    ("Towards a Visual-Language Foundation Model for Computational Pathology",
     "A visual-language foundation model for computational pathology"),
    ("A General-Purpose Self-Supervised Model for Computational Pathology",
     "Towards a general-purpose foundation model for computational pathology"),
    ("A Foundational Multimodal Vision Language AI Assistant for Human Pathology",
     "A multimodal generative AI copilot for human pathology"),
    ("Leveraging medical Twitter to build a visual-language foundation model for pathology AI",
     "A visual-language foundation model for pathology image analysis using medical Twitter"),
    ("Merlin: A Vision Language Foundation Model for 3D Computed Tomography",
     "Merlin: a computed tomography vision-language foundation model and dataset"),
    ("Knowledge-enhanced Pre-training for Auto-diagnosis of Chest Radiology Images",
     "Knowledge-enhanced visual-language pre-training on chest radiology images"),
    ("PMC-VQA: Visual Instruction Tuning for Medical Visual Question Answering",
     "Development of a large-scale medical visual question-answering dataset"),
    ("PMC-LLaMA: Further Finetuning LLaMA on Medical Papers",
     "PMC-LLaMA: toward building open-source language models for medicine"),
    ("Towards Generalist Foundation Model for Radiology",
     "Towards generalist foundation model for radiology by leveraging web-scale 2D&3D medical data"),
    ("MedKLIP: Medical Knowledge Enhanced Language-Image Pre-Training",
     "MedKLIP: Medical Knowledge Enhanced Language-Image Pre-Training for X-ray Diagnosis"),
    ("Almanac: Knowledge-Grounded Language Models for Clinical Medicine",
     "Almanac - Retrieval-Augmented Language Models for Clinical Medicine"),
    ("ChatDoctor: A Medical Chat Model Fine-tuned on LLaMA Model using Medical Domain Knowledge",
     ("ChatDoctor: A Medical Chat Model Fine-Tuned on a Large Language Model Meta-AI (LLaMA) Using "
     "Medical Domain Knowledge")),
    (("GatorTron: A Large Clinical Language Model to Unlock Patient Information from Unstructured "
     "Electronic Health Records"),
     "A large language model for electronic health records"),
    ("Clinical Text Summarization: Adapting Large Language Models Can Outperform Human Experts",
     "Adapted large language models can outperform medical experts in clinical text summarization"),
    ("RoentGen: Vision-Language Foundation Model for Chest X-ray Generation",
     "A vision-language foundation model for the generation of realistic chest X-ray images"),
    ("Mastering Chess and Shogi by Self-Play with a General Reinforcement Learning Algorithm",
     "A general reinforcement learning algorithm that masters chess, shogi, and Go through self-play"),
    (("Language models of protein sequences at the scale of evolution enable accurate structure "
     "prediction"),
     "Evolutionary-scale prediction of atomic-level protein structure with a language model"),
    ("Pangu-Weather: A 3D High-Resolution Model for Fast and Accurate Global Weather Forecast",
     "Accurate medium-range global weather forecasting with 3D neural networks"),
    ("GraphCast: Learning skillful medium-range global weather forecasting",
     "Learning skillful medium-range global weather forecasting"),
    ("Emergent autonomous scientific research capabilities of large language models",
     "Autonomous chemical research with large language models"),
    ("ChemCrow: Augmenting large-language models with chemistry tools",
     "Augmenting large language models with chemistry tools"),
    ("Semantics derived automatically from language corpora necessarily contain human biases",
     "Semantics derived automatically from language corpora contain human-like biases"),
    ("nnU-Net: Self-adapting Framework for U-Net-Based Medical Image Segmentation",
     "nnU-Net: a self-configuring method for deep learning-based biomedical image segmentation"),
    ("TransUNet: Transformers Make Strong Encoders for Medical Image Segmentation",
     ("TransUNet: Rethinking the U-Net architecture design for medical image segmentation through the "
     "lens of transformers")),
    ("CLIP-Driven Universal Model for Organ Segmentation and Tumor Detection",
     ("Universal and extensible language-vision models for organ segmentation and tumor detection from "
     "abdominal computed tomography")),
    (("BiomedGPT: A Unified and Generalist Biomedical Generative Pre-trained Transformer for Vision, "
     "Language, and Multimodal Tasks"),
     "A generalist vision-language foundation model for diverse biomedical tasks"),
    ("BiomedParse: a biomedical foundation model for image parsing of everything everywhere all at once",
     ("A foundation model for joint segmentation, detection and recognition of biomedical objects across "
     "nine modalities")),
    ("A Survey on Visual Transformer", "A Survey on Vision Transformer"),
)  # fmt: skip
